### 员工角色、权限，以及权限不足时的提示。

role-owner = 店主
role-manager = 经理
role-support = 客服
role-auditor = 审计员

# 角色权限，用在“可以”或“不能”之后。
permission-open-menu = 打开管理菜单
permission-view-orders = 查看订单
permission-resend-goods = 重发商品
permission-refund = 退款
permission-hear-of-sales = 接收成交通知
permission-view-receipts = 查看凭证
permission-decide-receipts = 审核凭证
permission-view-stock = 查看库存
permission-manage-stock = 补货、撤回库存
permission-manage-catalog = 修改商品和价格
permission-publish-documents = 发布条款
permission-view-tickets = 查看客户留言
permission-answer-tickets = 回复客户
permission-decide-cases = 处理故障申报
permission-manage-incidents = 发布、更新和关闭故障公告
permission-view-system = 查看未能处理的消息
permission-handle-dead-letters = 重试或放弃未能处理的消息
permission-view-audit = 查看审计日志
permission-manage-staff = 邀请和移除员工

staff-refused = 🔒 您的角色是“{ $role }”，不能{ $what }。如有需要，请联系店主。
