### 客户给客服的留言，以及客服的回复。

support-ask = <b>有什么可以帮您？</b>
    请直接在这里留言，也可以发送照片、视频、语音或文件。
    客服会查看，并在这里回复您。
paysupport-ask = <b>付款或商品出了什么问题？</b>
    请写明订单号（见 /orders）和经过，附上截图更好。
    客服会核对记录，并在这里回复您。
order-help-ask = <b>订单 { $number } 出了什么问题？</b>
    请写明经过，附上截图更好。
    客服会核对记录，并在这里回复您。
support-only-words = 这条消息无法转交客服，请发送文字、照片、视频、语音或文件。
support-passed-on = <b>已收到您的留言</b>
    编号：<code>{ $number }</code>
    客服会查看并在这里回复。如需补充，直接发送即可。
support-joined = 已补充到您的留言 <code>{ $number }</code>，客服会查看并在这里回复。
support-file-lost = 📎 这里的文件已无法显示，请让对方重新发送。
said-contact = 👤 { $name }，{ $phone }
said-venue = 📍 { $title }，{ $address }
said-location = 📍 { $latitude }，{ $longitude }
button-add-to-message = ➕ 补充留言
support-answer = <b>您的留言有了回复</b> <code>{ $number }</code>
support-quote = <blockquote>{ $text }</blockquote>
button-reply = 💬 回复

status-serves = 🟢 <b>商店运行正常</b>
status-down = 🔴 <b>商店目前出现故障</b>
    已付款的订单不受影响，恢复后会立即发货。
status-uptime = 📈 <b>可用率</b>（目标 99.9%）
status-month-met = ✅ 近 30 天：<b>{ $share }</b>
status-month-missed = ⚠️ 近 30 天：<b>{ $share }</b>
status-quarter-met = ✅ 近 90 天：<b>{ $share }</b>
status-quarter-missed = ⚠️ 近 90 天：<b>{ $share }</b>
status-since-met = ✅ { $date }起：<b>{ $share }</b>
status-since-missed = ⚠️ { $date }起：<b>{ $share }</b>
status-share = { $whole }.{ $hundredths }%
status-no-downtime = 近 30 天没有中断。
status-downtime = 近 30 天共中断 { $span }。
status-days = <b>每日情况</b>（最后一格是今天）
status-legend = 🟩 无中断 · 🟨 不足 1 小时
    🟥 1 小时以上 · ⬜ 未统计
status-how = 自 { $date }起，商店每分钟自动检查一次能否正常服务。
status-unmeasured = 可用率尚未开始统计，请一分钟后再看。

status-announced = 🟠 <b>商店运行中，目前有以下公告：</b>
status-over = <b>近 30 天已结束</b>
status-incident-words = <blockquote>{ $text }</blockquote>
status-incident-over = ✔️ { $title } · { $date }，{ $span }
status-downtime-announced = 近 30 天共中断 { $span }，其中 { $announced } 是已公告的维护（同样计入）。
button-status = 📈 运行状态

incident-banner-outage = 🔴 <b>{ $title }</b> · /status
incident-banner-degraded = 🟠 <b>{ $title }</b> · /status
incident-banner-maintenance = 🛠 <b>{ $title }</b> · /status
incident-banner-more = … 另有 { $count } 条公告：/status
incident-outage = 🔴 故障：<b>{ $title }</b>
incident-degraded = 🟠 异常：<b>{ $title }</b>
incident-maintenance = 🛠 维护：<b>{ $title }</b>
button-incident-outage = 🔴 { $title }
button-incident-degraded = 🟠 { $title }
button-incident-maintenance = 🛠 { $title }
incident-since = 始于 { $at }
incident-over = 已结束：{ $start } 至 { $end }（{ $span }）
incident-comma = { "、" }
incident-touches = 涉及：{ $products }
incident-touches-more = 涉及：{ $products } 等
incident-touches-all = 涉及：全部商品
incident-update = 📝 <b>{ $at }</b>
incident-text = { $text }
