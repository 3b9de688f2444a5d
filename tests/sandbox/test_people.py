"""People who act: what they write, press, send and block, and what the bot hears of it."""

import asyncio

import aiohttp

from tests.sandbox.telegram import Telegram

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0"


async def test_the_users_are_there_from_the_start(telegram: Telegram) -> None:
    state = await telegram.look("state")
    assert {user["id"]: user["role"] for user in state["users"]} == {
        1001: "customer",
        1002: "second customer",
        9001: "admin",
    }
    assert state["bot"]["id"] == 42


async def test_people_can_be_made_and_changed(telegram: Telegram) -> None:
    made = await telegram.control("users", first_name="Bo", language_code="zh-hans")
    changed = await telegram.control("users", id=made["id"], balance=7)
    assert (changed["first_name"], changed["language_code"], changed["balance"]) == ("Bo", "zh-hans", 7)


async def test_who_has_started_the_bot_before_the_curtain_rose_can_be_written_to(telegram: Telegram) -> None:
    stranger = await telegram.refused("sendMessage", chat_id=9001, text="Sold out")
    await telegram.control("users", id=9001, started=True)

    message = await telegram.ok("sendMessage", chat_id=9001, text="Sold out")

    assert stranger == (400, "Bad Request: chat not found")
    assert message["chat"]["id"] == 9001


async def test_a_command_carries_its_entity(telegram: Telegram) -> None:
    sent = await telegram.control("send", user_id=1001, text="/start p_emby-30")
    assert sent["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert (await telegram.updates())[0]["message"] == sent["message"]


async def test_a_press_waits_for_the_answer(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "🛒 Shop", "callback_data": "shop"})
    await telegram.updates()
    pressing = asyncio.create_task(telegram.control("press", user_id=1001, message_id=message_id, text="Shop"))
    query = (await telegram.updates(timeout=5))[0]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["message_id"]) == ("shop", 1001, message_id)
    await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text="Sold out", show_alert=True)
    pressed = await pressing
    assert pressed["kind"] == "callback"
    assert pressed["answer"] == {"text": "Sold out", "show_alert": True, "url": None}


async def test_a_press_that_nobody_answers_says_so(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    pressed = await telegram.control("press", user_id=1001, message_id=message_id, row=0, col=0, timeout=0.01)
    assert pressed["answer"] is None


async def test_links_and_copies_never_reach_the_bot(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.updates()
    message_id = await telegram.keyboard(
        {"text": "Site", "url": "https://a.example/"}, {"text": "Copy", "copy_text": {"text": "CODE-1"}}
    )
    link = await telegram.control("press", user_id=1001, message_id=message_id, text="Site")
    copy = await telegram.control("press", user_id=1001, message_id=message_id, text="Copy")
    assert (link["kind"], link["value"]) == ("url", "https://a.example/")
    assert (copy["kind"], copy["value"]) == ("copy", "CODE-1")
    assert await telegram.updates() == []


async def test_a_button_that_is_not_there_cannot_be_pressed_unless_forged(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.updates()
    missing = await telegram.control("press", user_id=1001, message_id=message_id, data="b")
    assert "no such button" in missing["error"]
    await telegram.control("press", user_id=1002, message_id=message_id, data="b", force=True, wait=False)
    query = (await telegram.updates())[0]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"], query["data"]) == (1002, 1001, "b")


async def test_a_forged_press_on_a_deleted_message_is_inaccessible(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.control("delete", user_id=1001, message_id=message_id)
    await telegram.updates()
    await telegram.control("press", user_id=1001, message_id=message_id, data="a", force=True, wait=False)
    assert (await telegram.updates())[0]["callback_query"]["message"]["date"] == 0


async def test_a_button_keeps_the_first_of_several_actions(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard(
        {"text": "A", "callback_data": "a", "url": "https://a.example/", "style": "danger"}
    )
    chat = await telegram.look("chats/1001")
    button = chat["messages"][-1]["reply_markup"]["inline_keyboard"][0][0]
    assert message_id == chat["messages"][-1]["message_id"]
    assert button == {"text": "A", "style": "danger", "url": "https://a.example/"}


async def test_blocking_tells_the_bot_and_writing_again_unblocks(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.updates()
    await telegram.control("block", user_id=1001, blocked=True)
    change = (await telegram.updates())[0]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    await telegram.start()
    kinds = [set(update) - {"update_id"} for update in await telegram.updates()]
    assert kinds == [{"my_chat_member"}, {"message"}]


async def test_a_photo_of_a_person_reaches_the_bot_with_its_size(telegram: Telegram) -> None:
    form = aiohttp.FormData({"user_id": "1001", "kind": "photo", "caption": "receipt"})
    form.add_field("file", PNG, filename="r.png", content_type="image/png")
    async with telegram.http.post(f"{telegram.url}sandbox/upload", data=form) as response:
        message = (await response.json())["message"]
    photo = message["photo"][-1]
    assert (photo["width"], photo["height"], message["caption"]) == (3, 2, "receipt")
    path = (await telegram.ok("getFile", file_id=photo["file_id"]))["file_path"]
    async with telegram.http.get(f"{telegram.url}file/bot{telegram.world.token}/{path}") as response:
        assert await response.read() == PNG
    async with telegram.http.get(f"{telegram.url}sandbox/file/{photo['file_id']}") as response:
        assert (response.content_type, await response.read()) == ("image/png", PNG)


async def test_a_group_hears_members_anonymous_admins_and_its_channel(telegram: Telegram) -> None:
    group = await telegram.control("groups", title="Staff", members=[1001, 9001])
    for disguise in (None, "anonymous_admin", "channel"):
        await telegram.control(
            "send", user_id=9001, chat_id=group["id"], text="hi", **({"as": disguise} if disguise else {})
        )
    added, *messages = await telegram.updates()
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert [update["message"]["from"]["id"] for update in messages] == [9001, 1087968824, 777000]
    assert messages[1]["message"]["sender_chat"]["id"] == group["id"]
    assert (await telegram.ok("sendMessage", chat_id=group["id"], text="hello"))["chat"]["title"] == "Staff"


async def test_the_menu_of_a_person_is_the_narrowest_in_his_language(telegram: Telegram) -> None:
    async def menu(user_id: int) -> list[str]:
        return [command["command"] for command in (await telegram.look(f"chats/{user_id}"))["commands"]]

    def commands(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name}]

    await telegram.ok("setMyCommands", commands=commands("all"))
    await telegram.ok("setMyCommands", commands=commands("zh"), language_code="zh")
    await telegram.ok("setMyCommands", commands=commands("admin"), scope={"type": "chat", "chat_id": 9001})
    assert [await menu(1001), await menu(1002), await menu(9001)] == [["all"], ["zh"], ["admin"]]
    await telegram.ok("deleteMyCommands", language_code="zh")
    assert await menu(1002) == ["all"]
    assert await telegram.ok("getMyCommands", language_code="zh") == []


async def test_the_bot_describes_itself_in_every_language(telegram: Telegram) -> None:
    await telegram.ok("setMyDescription", description="Shop")
    await telegram.ok("setMyDescription", description="商店", language_code="zh")
    assert (await telegram.look("chats/1002"))["description"] == "商店"
    assert (await telegram.look("chats/1001"))["description"] == "Shop"
    assert await telegram.ok("getMyDescription", language_code="fr") == {"description": "Shop"}
    await telegram.ok("setMyName", name="Ocean")
    assert (await telegram.ok("getMe"))["first_name"] == "Ocean"


async def test_a_reset_forgets_what_happened_and_keeps_the_people(telegram: Telegram) -> None:
    await telegram.start()
    await telegram.control("users", id=7, first_name="Bo")
    await telegram.invoice()
    state = await telegram.control("reset")
    assert 7 in {user["id"] for user in state["users"]}
    assert (await telegram.look("chats/1001"))["messages"] == []
    assert await telegram.updates() == []
    assert (await telegram.refused("sendMessage", chat_id=1001, text="x"))[1] == "Bad Request: chat not found"


async def test_everything_that_changes_has_an_event(telegram: Telegram) -> None:
    seq = (await telegram.look("state"))["seq"]
    watching = asyncio.create_task(telegram.look(f"events?since={seq}&timeout=25"))
    await telegram.start()
    kinds = {event["kind"] for event in (await watching)["events"]}
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"})
    await telegram.ok("editMessageText", chat_id=1001, message_id=message_id, text="new")
    await telegram.ok("deleteMessage", chat_id=1001, message_id=message_id)
    await telegram.control("clock", advance_seconds=1)
    await telegram.ok("setMyCommands", commands=[])
    later = await telegram.look(f"events?since={seq}")
    kinds |= {event["kind"] for event in later["events"]}
    assert kinds >= {"user", "message", "edit", "delete", "clock", "commands"}
    assert [event["seq"] for event in later["events"]] == list(range(seq + 1, later["seq"] + 1))


async def test_an_event_shows_what_was_true_then(telegram: Telegram) -> None:
    await telegram.start()
    message_id = await telegram.keyboard({"text": "A", "callback_data": "a"}, text="old")
    await telegram.ok("editMessageText", chat_id=1001, message_id=message_id, text="new")
    events = (await telegram.look("events?since=0"))["events"]
    texts = [e["message"]["text"] for e in events if e["kind"] in ("message", "edit") and e["message"]["outgoing"]]
    assert texts == ["old", "new"]


async def test_a_request_with_a_mistake_is_explained(telegram: Telegram) -> None:
    assert await telegram.control("send", user_id=5, text="x") == {"error": "there is no user 5"}
    assert await telegram.control("send", text="x") == {"error": "user_id is missing"}
    assert "kind must be one of" in (await telegram.control("faults", kind="nonsense"))["error"]
    assert "no method" in (await telegram.control("faults", kind="flood", method="sendMesage"))["error"]


async def test_a_foreign_web_page_sends_no_requests(telegram: Telegram) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    async with telegram.http.post(f"{telegram.url}sandbox/reset", json={}, headers=headers) as response:
        assert response.status == 403


async def test_the_page_runs_nothing_foreign(telegram: Telegram) -> None:
    async with telegram.http.get(telegram.url) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert response.headers["Cache-Control"] == "no-store"
    async with telegram.http.get(telegram.url + "..%2Fbox.py") as response:
        assert response.status == 404


async def test_an_endpoint_that_does_not_exist_says_so(telegram: Telegram) -> None:
    assert await telegram.control("dance") == {"error": "there is no endpoint dance"}


async def test_a_file_of_a_stranger_cannot_run_on_the_page(telegram: Telegram) -> None:
    form = aiohttp.FormData({"user_id": "1001", "kind": "document"})
    form.add_field("file", b"<script>alert(1)</script>", filename="x.html", content_type="text/html")
    async with telegram.http.post(f"{telegram.url}sandbox/upload", data=form) as response:
        document = (await response.json())["message"]["document"]
    async with telegram.http.get(f"{telegram.url}sandbox/file/{document['file_id']}") as response:
        assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
