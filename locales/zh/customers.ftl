### 打招呼：选择语言、首页、命令菜单，以及机器人的自我介绍。

welcome-language = <b>欢迎来到 { $shop }</b>
    请选择语言，之后可用 /language 更改。
change-language = <b>请选择语言</b>
    之后将一直使用这种语言。
language-name = 中文
language-chosen = 已切换到中文。

home = <b>{ $shop }</b>
    授权码和订阅，付款后直接发到这里。
    请选择：
start-not-for-sale = 这件商品目前不在售，可以看看别的商品。
button-subscriptions = 📅 我的订阅
button-support = 💬 客服

help = <b>可以发送这些命令</b>
    /shop：逛商店、下单
    /orders：我的订单和已收到的商品
    /subscriptions：使用中的订阅、到期日、续费
    /support：给客服留言
    /paysupport：付款问题和技术故障
    /status：商店运行状态
    /terms：服务条款
    /privacy：我们收集哪些信息、用来做什么
    /language：中文或 English

help-site = 网站：{ $site }
help-contact = 其他联系方式：{ $contact }

not-understood = <b>我只看得懂按钮和命令</b>
    想买东西，请打开商店；想联系我们，请点“客服”，客服会在这里回复。
unknown-command = <b>没有这个命令</b>
    发送 /help 查看可用的命令。
cancel-done = <b>已取消当前操作</b>
    不再等待您的消息，订单不受影响。
cancel-nothing = <b>没有需要取消的操作</b>
    想取消订单，请在 /orders 里打开它。

command-shop = 商店
command-orders = 我的订单
command-subscriptions = 我的订阅
command-support = 联系客服
command-paysupport = 付款问题
command-status = 运行状态
command-language = 语言 · Language
command-terms = 服务条款
command-privacy = 隐私政策
command-help = 帮助
command-admin = 管理菜单
command-stock = 导入库存
command-pending = 待核对凭证
command-order = 查订单

bot-description = { $shop } 的授权码和订阅，支持中文和英文。用 Telegram 星星付款，授权码或链接几秒内发到这里，随时可在 /orders 里查看。点“开始”即可。
bot-short-description = 授权码和订阅，付款后直接发到这里。中文 · English
