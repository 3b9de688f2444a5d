"""Names that people give to the columns of a stock file, in both languages of the shop."""

import re
import unicodedata

from services.domain.catalog.product import Kind

_CODES = """
code licensecode licencecode license licence licensekey licencekey productkey productcode key secret serial
serialnumber serialno sn serialkey serialcode cdkey cdk activationcode activationkey redeemcode redemptioncode giftcode
vouchercode voucher coupon couponcode registrationcode accesscode pin pincode token cardcode cardkey
卡密 激活码 兑换码 授权码 序列号 注册码 密钥 密匙 充值码 礼品码 提货码 许可证 许可证密钥 产品密钥 卡券 卡券码 券码
兑换券 邀请码 激活密钥 授权密钥 卡密内容 卡密列表 商品内容
"""
_LINKS = """
link url address sub subscription subscriptionlink subscriptionurl subscriptionaddress subscribe subscribelink
subscribeurl sublink suburl node server
链接 订阅 订阅链接 订阅地址 订阅url 网址 地址 节点 节点链接 链接地址
"""
_HALVES = """
card cardnumber cardno password pass pwd passwd login account accountnumber user username email mail
卡号 密码 卡密码 账号 帐号 账户 用户名 邮箱 登录名 登录密码
"""
CODE_NAMES = frozenset(_CODES.split())
LINK_NAMES = frozenset(_LINKS.split())
HALF_NAMES = frozenset(_HALVES.split())
"""Parts of what is handed over: a card number or a password alone may be worth nothing."""
GOODS_NAMES = CODE_NAMES | LINK_NAMES | HALF_NAMES
NAMES = {Kind.LICENSE_CODE: CODE_NAMES, Kind.SUBSCRIPTION_LINK: LINK_NAMES}
LONGEST_NAME = 40
_DROPPED = re.compile(r"[\s_\-\"'“”‘’「」:.*#()\[\]]+")


def name(cell: str) -> str:
    """A column's name without what writers vary: case, width, space, quotes, underscores, the plural; "" of a text."""
    if len(cell) > LONGEST_NAME:
        return ""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", cell)).casefold()
    return plain[:-1] if plain.endswith("s") and plain[:-1] in GOODS_NAMES else plain
