### What all texts share: money, days and times. Code calls these by name; keep the keys and the variables.

money-xtr = ⭐ { $amount }
money-usd = ${ $amount }
money-cny = ¥{ $amount }
money-usdt = { $amount } USDT

format-date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
format-moment = { $date }, { $time }
format-deadline = { $time } ({ $zone })
format-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
format-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
format-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
goods-counted = { $quantity ->
    [1] { $title }
   *[other] { $title } × { $quantity }
}
goods-renewed = 🔄 Renewal: { $what }
