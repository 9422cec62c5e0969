"""Famous poems, all long in the public domain, with their modern tones written out by hand.

Tones have changed since, and rhymes too: what the poets wrote by the tones of their time and
breaks the rules today is listed with each poem.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Poem:
    """A poem.

    Attributes:
        text: Its lines.
        tones: Of each line: 平 or 仄.
        first: Its layout: the tone of its second character, and whether its first line rhymes.
        changed: Line and place, from 1, of what no longer has the tone it had.
        unrhymed: Lines, from 1, that no longer rhyme.
    """

    text: str
    tones: str
    first: tuple[str, bool]
    changed: tuple[tuple[int, int], ...] = ()
    unrhymed: tuple[int, ...] = ()

    @property
    def lines(self) -> list[str]:
        return self.text.split()


# 杜甫《绝句二首》其一
LATE_SUN = Poem(
    "迟日江山丽， 春风花草香。 泥融飞燕子， 沙暖睡鸳鸯。",
    "平仄平平仄 平平平仄平 平平平仄仄 平仄仄平平",
    ("仄", False),
)
# 张继《枫桥夜泊》
MAPLE_BRIDGE = Poem(
    "月落乌啼霜满天， 江枫渔火对愁眠。 姑苏城外寒山寺， 夜半钟声到客船。",
    "仄仄平平平仄平 平平平仄仄平平 平平平仄平平仄 仄仄平平仄仄平",
    ("仄", True),
)
# 王之涣《登鹳雀楼》: 一 had the entering tone.
STORK_TOWER = Poem(
    "白日依山尽， 黄河入海流。 欲穷千里目， 更上一层楼。",
    "平仄平平仄 平平仄仄平 仄平平仄仄 仄仄平平平",
    ("仄", False),
    changed=((4, 3),),
)
# 王维《相思》: 国 and 撷 had the entering tone.
LONGING = Poem(
    "红豆生南国， 春来发几枝。 愿君多采撷， 此物最相思。",
    "平仄平平平 平平平仄平 仄平平仄平 仄仄仄平平",
    ("仄", False),
    changed=((1, 5), (3, 5)),
)
# 杜甫《绝句》: 泊 had the entering tone.
TWO_ORIOLES = Poem(
    "两个黄鹂鸣翠柳， 一行白鹭上青天。 窗含西岭千秋雪， 门泊东吴万里船。",
    "仄仄平平平仄仄 平平平仄仄平平 平平平仄平平仄 平平平平仄仄平",
    ("仄", False),
    changed=((4, 2),),
)
# 王维《山居秋暝》: 歇 had the entering tone.
AUTUMN_EVENING = Poem(
    "空山新雨后， 天气晚来秋。 明月松间照， 清泉石上流。 "
    "竹喧归浣女， 莲动下渔舟。 随意春芳歇， 王孙自可留。",
    "平平平仄仄 平仄仄平平 平仄平平仄 平平平仄平 平平平仄仄 平仄仄平平 平仄平平平 平平仄仄平",
    ("平", False),
    changed=((7, 5),),
)
# 杜甫《客至》: 来 and 开 rhymed with 醅 and 杯.
GUEST = Poem(
    "舍南舍北皆春水， 但见群鸥日日来。 花径不曾缘客扫， 蓬门今始为君开。 "
    "盘飧市远无兼味， 樽酒家贫只旧醅。 肯与邻翁相对饮， 隔篱呼取尽余杯。",
    "仄平仄仄平平仄 仄仄平平仄仄平 平仄仄平平仄仄 平平平仄仄平平 "
    "平平仄仄平平仄 平仄平平仄仄平 仄仄平平平仄仄 平平平仄仄平平",
    ("平", False),
    unrhymed=(6, 8),
)
ALL = [
    LATE_SUN,
    MAPLE_BRIDGE,
    STORK_TOWER,
    LONGING,
    TWO_ORIOLES,
    AUTUMN_EVENING,
    GUEST,
]
