### Sold out, and asked for.

stock-asked = 🔔 到货后会在这里提醒您。
restock-asked = 好的，到货后会在这里提醒您。
restock-withdrawn = 已取消到货提醒。
restock-there = 现在已有货。
