"""What every journaled deed is called: by its verb for any register, or as a whole where no register names it."""

from desktop.base.text import _

VERBS = {
    "save": _("修改"),
    "import": _("导入"),
    "retire": _("移入回收站"),
    "undo": _("撤销"),
    "restore_value": _("恢复此值"),
    "generate": _("生成楼栋"),
    "init": _("建立"),
    "appoint": _("任命"),
    "assign": _("落实联户党员"),
    "visit": _("登记走访"),
    "erase": _("清除谈话内容"),
    "keep_apart": _("认定不是同一人"),
    "put_back": _("从回收站恢复"),
    "close_sheet": _("收回走访单"),
    "export": _("导出"),
    "print": _("打印"),
    "reveal": _("显示号码"),
    "end": _("结束"),
    "found": _("成立"),
    "cover": _("调整所管楼栋"),
    "add_member": _("编入名册"),
    "make_centre": _("设为中心户"),
}
# Deeds of what is no register, or whose words say more than a title and a verb.
DEEDS = {
    "journal.undo": _("撤销一步操作"),
    "settings.save": _("改支部设置"),
    "settings.restore": _("用备份恢复"),
    "users.manage": _("管理用户"),
    "users.password": _("改密码"),
    "views.save": _("保存我的筛选"),
    "views.share": _("共享筛选"),
    "households.init": _("写入演示住户"),
    "units.init": _("建立这份数据"),
    "looks.log": _("记下查看和打印"),
    "preferences.keep": _("记住个人选择"),
    "drafts.keep": _("保留草稿"),
    "drafts.drop": _("去掉草稿"),
    "print_queue.add": _("放进打印队列"),
    "print_queue.claim": _("接着打印"),
    "print_queue.pack": _("装进待印包"),
    "print_queue.tell": _("记下打印到哪页"),
}
