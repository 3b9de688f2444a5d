### A customer’s message to the people behind the shop, and their answer.

support-ask = <b>What can we do for you?</b>
    Write it here. Photos, videos, voice messages and files are welcome too.
    A person will read it and answer here in this chat.
paysupport-ask = <b>What is wrong with the payment or the goods?</b>
    Write the order number (see /orders) and what happened. A screenshot helps.
    A person will check our records and answer here in this chat.
order-help-ask = <b>What is wrong with order { $number }?</b>
    Write what happened. A screenshot helps.
    A person will check our records and answer here in this chat.
support-only-words = This can’t be passed on. Write a few words, or send a photo, video, voice message or file.
support-passed-on = <b>Your message has arrived</b>
    Number: <code>{ $number }</code>
    A person will read it and answer here. Something to add? Just write it.
support-joined = Added to your message <code>{ $number }</code>. A person will read it and answer here.
support-file-lost = 📎 The file that belongs here can no longer be shown. Please ask for it again.
said-contact = 👤 { $name }, { $phone }
said-venue = 📍 { $title }, { $address }
said-location = 📍 { $latitude }, { $longitude }
button-add-to-message = ➕ Add to it
support-answer = <b>An answer to your message</b> <code>{ $number }</code>
support-quote = <blockquote>{ $text }</blockquote>
button-reply = 💬 Reply

status-serves = 🟢 <b>The shop is up and running</b>
status-down = 🔴 <b>The shop is having trouble right now</b>
    What is paid stays yours, and is delivered as soon as this is over.
status-uptime = 📈 <b>Uptime</b> (our aim: 99.9%)
status-month-met = ✅ Last 30 days: <b>{ $share }</b>
status-month-missed = ⚠️ Last 30 days: <b>{ $share }</b>
status-quarter-met = ✅ Last 90 days: <b>{ $share }</b>
status-quarter-missed = ⚠️ Last 90 days: <b>{ $share }</b>
status-since-met = ✅ Since { $date }: <b>{ $share }</b>
status-since-missed = ⚠️ Since { $date }: <b>{ $share }</b>
status-share = { $whole }.{ $hundredths }%
status-no-downtime = No downtime in the last 30 days.
status-downtime = Downtime in the last 30 days: { $span }.
status-days = <b>Day by day</b>, today is the last square:
status-legend = 🟩 no downtime · 🟨 less than an hour
    🟥 an hour or more · ⬜ not measured
status-how = The shop itself checks every minute whether it can serve you, since { $date }.
status-unmeasured = Uptime is not measured yet. Look again in a minute.

status-announced = 🟠 <b>The shop is running. Announced right now:</b>
status-over = <b>Over in the last 30 days</b>
status-incident-words = <blockquote>{ $text }</blockquote>
status-incident-over = ✔️ { $title } · { $date }, { $span }
status-downtime-announced = Downtime in the last 30 days: { $span }, of it { $announced } in announced maintenance, which counts all the same.
button-status = 📈 Status

incident-banner-outage = 🔴 <b>{ $title }</b> · /status
incident-banner-degraded = 🟠 <b>{ $title }</b> · /status
incident-banner-maintenance = 🛠 <b>{ $title }</b> · /status
incident-banner-more = { $count ->
    [one] … and one more: /status
   *[other] … and { $count } more: /status
}
incident-outage = 🔴 Outage: <b>{ $title }</b>
incident-degraded = 🟠 Trouble: <b>{ $title }</b>
incident-maintenance = 🛠 Maintenance: <b>{ $title }</b>
button-incident-outage = 🔴 { $title }
button-incident-degraded = 🟠 { $title }
button-incident-maintenance = 🛠 { $title }
incident-since = Since { $at }
incident-over = Over: from { $start } until { $end } ({ $span })
incident-comma = { ", " }
incident-touches = Affects { $products }
incident-touches-more = Affects { $products } and others
incident-touches-all = Affects all products
incident-update = 📝 <b>{ $at }</b>
incident-text = { $text }
