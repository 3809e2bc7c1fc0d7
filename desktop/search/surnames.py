"""How surnames are read where the dictionary's first reading is wrong or people often say another.

Each entry: the surname, its right reading, then the other readings that people type for it, tones as digits.
Facts as in the name sections of 现代汉语词典 and 通用规范汉字表; compounds hold one syllable a character.
"""

# data
_SINGLE = """
单 shan4 dan1 chan2|仇 qiu2 chou2|解 xie4 jie3|曾 zeng1 ceng2|查 zha1 cha2|区 ou1 qu1|盖 ge3 gai4|尉 wei4 yu4
任 ren2|华 hua4|覃 qin2 tan2|翟 zhai2 di2|乐 yue4 le4|朴 piao2 pu3|缪 miao4 mou2|宓 mi4 fu2|冼 xian3
洗 xian3 xi3|员 yun4 yuan2|贠 yun4 yuan2|贾 jia3 gu3|繁 po2 fan2|秘 bi4 mi4|祭 zhai4 ji4|折 she2 zhe2
召 shao4 zhao4|纪 ji3|燕 yan1|应 ying1|宁 ning4|葛 ge3|过 guo1|哈 ha3|黑 he4 hei1|句 gou1 ju4|谌 chen2 shen4
种 chong2 zhong3|适 kuo4 shi4|郇 xun2 huan2|逄 pang2 feng2|郗 xi1 chi1|郄 qie4 xi4|都 du1 dou1|石 shi2
沈 shen3 chen2|万 wan4 mo4|曲 qu1|车 che1 ju1|鲜 xian1|藏 zang4 cang2|占 zhan1|省 xing3 sheng3|褚 chu3 zhu3
卜 bu3|薄 bo2 bao2|柏 bai3 bo2|伯 bo2 bai3|冯 feng2|那 na1|能 nai4 neng2|牟 mu4 mou2|乜 nie4 mie1|粘 nian2 zhan1
瞿 qu2 ju4|阙 que1|强 qiang2 jiang4|仉 zhang3|谯 qiao2|撒 sa3|塞 sai4|色 se4 shai3|莘 shen1 xin1
盛 sheng4 cheng2|殳 shu1|眭 sui1|隗 wei3 kui2|韦 wei2|蔚 yu4 wei4|相 xiang4|要 yao1|叶 ye4|殷 yin1|於 yu1|余 yu2
俞 yu2 shu4|喻 yu4|迮 ze2 zuo4|笮 ze2 zuo4|湛 zhan4|笪 da2|钭 tou3 dou3|逯 lu4|佴 nai4 er4|角 jue2 jiao3
隽 juan4 jun4|阚 kan4 han3|亢 kang4|厍 she4 ku4|呙 guo1|妫 gui1|炅 gui4 jiong3|昝 zan3|谷 gu3|观 guan4|冠 guan4
郜 gao4|和 he2|纥 ge1 he2|暨 ji4|颉 xie2 jie2|奇 qi2|费 fei4 bi4|仆 pu2|不 fou1 bu4|啜 chuai4 chuo4
晟 cheng2 sheng4|宿 su4 xiu3|行 xing2 hang2|称 cheng1 chen4|承 cheng2|重 chong2 zhong4|长 chang2 zhang3|洪 hong2
尹 yin3|晁 chao2|朝 chao2 zhao1|幺 yao1|禤 xuan1|麻 ma2|曹 cao2|雍 yong1|郁 yu4|吕 lv3 lu3|闾 lv2 lu2|律 lv4 lu4
栾 luan2|郦 li4|南 nan2|汤 tang1|温 wen1|夏 xia4|侯 hou2|祖 zu3|信 xin4|土 tu3|艾 ai4|臧 zang1|桓 huan2|宛 wan3
弯 wan1|台 tai2|邰 tai2|澹 tan2 dan4|降 jiang4 xiang2|将 jiang1|蒋 jiang3|贲 ben1 bi4|扁 bian3 pian1|卞 bian4
晏 yan4|鄢 yan1|闫 yan2|么 yao1 me5|尧 yao2|亓 qi2|蹇 jian3|靳 jin4|麴 qu1|麹 qu1|郏 jia2|夹 jia1|佘 she2 yu2
厉 li4|戈 ge1|郎 lang2|沃 wo4|匡 kuang1|庹 tuo3|禚 zhuo2|郐 kuai4 hui4|妥 tuo3|干 gan1|咸 xian2|戏 xi4
"""
_COMPOUND = """
万俟 mo4qi2 wan4si4 wan4qi2|尉迟 yu4chi2 wei4chi2|令狐 ling2hu2|长孙 zhang3sun1 chang2sun1
单于 chan2yu2 shan4yu2 dan1yu2|鲜于 xian1yu2|澹台 tan2tai2 dan4tai2|乐正 yue4zheng4 le4zheng4
子车 zi3ju1 zi3che1|宰父 zai3fu3|夹谷 jia2gu3 jia1gu3|拓跋 tuo4ba2 ta4ba2|耶律 ye1lv4 ye1lu4|亓官 qi2guan1
皇甫 huang2fu3|诸葛 zhu1ge3|欧阳 ou1yang2|司马 si1ma3|司徒 si1tu2|司空 si1kong1|司寇 si1kou4|上官 shang4guan1
东方 dong1fang1|东郭 dong1guo1|东野 dong1ye3|南宫 nan2gong1|南门 nan2men2|南荣 nan2rong2|西门 xi1men2
公孙 gong1sun1|公羊 gong1yang2|公冶 gong1ye3|公西 gong1xi1|公良 gong1liang2|宗政 zong1zheng4|轩辕 xuan1yuan2
慕容 mu4rong2|钟离 zhong1li2|闻人 wen2ren2|宇文 yu3wen2|太叔 tai4shu1|太史 tai4shi3|申屠 shen1tu2
仲孙 zhong4sun1|端木 duan1mu4|独孤 du2gu1|赫连 he4lian2|呼延 hu1yan2|闾丘 lv2qiu1 lu2qiu1|百里 bai3li3
羊舌 yang2she2|微生 wei1sheng1|梁丘 liang2qiu1|左丘 zuo3qiu1|淳于 chun2yu2|巫马 wu1ma3|漆雕 qi1diao1
壤驷 rang3si4|谷梁 gu3liang2|榖梁 gu3liang2|第五 di4wu3|纳兰 na4lan2|完颜 wan2yan2|贺兰 he4lan2|相里 xiang4li3
颛孙 zhuan1sun1|段干 duan4gan1|哥舒 ge1shu1|屈突 qu1tu1|仆固 pu2gu4|濮阳 pu2yang2|夏侯 xia4hou2
爱新觉罗 ai4xin1jue2luo2|叶赫 ye4he4|侯莫陈 hou2mo4chen2
"""
ONE_READING = frozenset(
    "明洋平英红波浩思俊洁夏信胜和南地石土炎月大立伯宁草勤彬越均可家祖达昕温强超莉林华国文"
    "份员期有印号件系登已姓个列房部居位支方或读次台式示内注身机移积告择从需果离事助逾以前约册除例园容是某逐"
    "最接技术完任至窗年白搬拼母无浅合眼限共其他提醒卡宅治貌末片令跳六抄化体幕缩适些也把刺服王侧掉能介活盾络致填"
)
"""Characters whose further dictionary readings (任 lin, 卡 qia) nobody uses in a name or in the words of a function:
indexing them is only weight, and typing them would find what nobody meant.
"""


def _parse(table: str) -> dict[str, tuple[str, ...]]:
    entries = (entry.split() for line in table.split("\n") for entry in line.split("|") if entry)
    return {surname: tuple(readings) for surname, *readings in entries}


SINGLE = _parse(_SINGLE)
"""Surname of one character → its readings, the right one first."""
COMPOUND = _parse(_COMPOUND)
"""Surname of several characters → its readings, each as one run of syllables closed by tone digits."""
LONGEST = max(map(len, COMPOUND))
