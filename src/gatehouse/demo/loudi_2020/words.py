"""Stock of words from which the names of campuses and people are put together."""

from __future__ import annotations


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SCHOOL_WORDS = _split(
    "育才 育英 育红 育新 明德 崇德 立德 崇文 尚文 博文 尚德 弘毅 致远 求真 求实 求知 笃行 笃学 思源 启明 启智 "
    "励志 树人 博爱 仁爱 仁和 同心 同德 团结 友谊 和平 太平 永兴 永安 长兴 兴隆 建新 建设 前进 胜利 进步 新华 新民 "
    "新星 红星 曙光 光明 朝阳 向阳 东风 春光 长青 青松 青山 翠竹 竹山 茶山 桃林 梅林 杉林 枫林 松林 柳溪 清溪 清泉 "
    "泉塘 新塘 荷塘 石塘 石桥 花桥 金桥 新桥 白云 青云 云峰 高峰 龙山 凤山 狮山 文峰 文昌 丰收 丰乐 幸福 安乐"
)
"""Virtues, wishes and landscape, for schools."""

KINDERGARTEN_WORDS = _split(
    "金太阳 小太阳 小星星 小月亮 小天使 小博士 小燕子 小白鸽 小蜜蜂 小海豚 小松鼠 小树苗 小脚丫 小荷 七色花 七彩虹 "
    "彩虹桥 金苹果 红苹果 金葵花 向日葵 蒲公英 苗苗 新苗 春苗 青苗 春蕾 花蕾 蓓蕾 新蕾 童心 童乐 童梦 童趣 童星 爱心 "
    "爱贝 亲亲 乖乖 贝贝 乐乐 欢欢 欢乐 快乐 开心 阳光 晨光 朝霞 启蒙 启航 起点 希望 未来 明日 智慧 聪明 聪慧 英才 "
    "优优 佳佳 康乐 安琪 雨露 摇篮 乐园 花园 百花 百灵"
)
"""Suns, seedlings and small animals, for kindergartens."""

VILLAGES = _split(
    "和睦 太平 新田 石桥 田心 长冲 大塘 双江 柏树 樟树 枫木 竹山 青山 茶园 花园 龙潭 沙洲 金盆 白羊 石山 "
    "桥边 老街 新屋 大屋 井湾 杉树 泉水 高岭 罗家 檀山"
)
STREETS = _split("人民 新星 建设 解放 春园 湘中 月塘 氐星 吉星 长青 乐坪 贤童 扶青 清泉 文艺 学府")

SURNAMES = (
    "刘李王张陈彭谢曾曹邓周肖吴罗谭段康邱胡黄杨朱梁贺毛颜戴龙成方袁聂阳刘李张陈曾彭谢"
    "伍邹郭游潘苏姜石卢蒋吕廖欧晏童钟孙何宋唐许姚易文梅田苏肖杨陈刘李"
)
"""Common surnames of central Hunan; the commonest stand several times."""
MALE_NAMES = (
    "建国明华志强军平勇斌辉刚文武海龙才祥福生林清春松柏山新民胜利光荣忠义仁和安健永定宏伟南求初良益交凡桂喜东初"
)
FEMALE_NAMES = "秀英桂兰凤莲梅芳丽娟玉珍琴霞红燕香菊翠娥月娇美艳萍玲静慧敏冬春喜爱群辉华荣"
