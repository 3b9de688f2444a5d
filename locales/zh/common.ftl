### 各处共用的金额、日期与时间格式。代码按名称调用，请保留键名与变量。

money-xtr = ⭐ { $amount }
money-usd = ${ $amount }
money-cny = ¥{ $amount }
money-usdt = { $amount } USDT

format-date = { $year }年{ $month }月{ $day }日
format-moment = { $date } { $time }
format-deadline = { $time }（{ $zone }）
format-minutes = { $count } 分钟
format-hours = { $count } 小时
format-days = { $count } 天
goods-counted = { $quantity ->
    [1] { $title }
   *[other] { $title } × { $quantity }
}
goods-renewed = 🔄 续费：{ $what }
