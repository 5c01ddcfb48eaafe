"""What the screenplay says besides the dialogue: scene headings and action lines, placed by time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene heading (`heading`) or an action line, at a time of the episode in ms."""

    at_ms: int
    text: str
    heading: bool = False


DIRECTIONS: dict[int, tuple[Stage, ...]] = {
    1: (
        Stage(0, "INT. 云记面馆 - 夜", True),
        Stage(0, "雨夜，老面馆里灯笼昏黄。一只戴翡翠戒指的手把合同拍在柜台上：3000万。"),
        Stage(2800, "沈小满站在“云记面馆”的招牌下，围裙没摘，一步不让。"),
        Stage(5800, "陆国栋扶了扶金丝眼镜，瞥一眼桌上那碗冒热气的牛肉面。"),
        Stage(9300, "云师父抬手拦住小满。他身后的价牌：牛肉面 12元。"),
        Stage(14800, "云师父闭上眼，像在说给自己听。"),
        Stage(18400, "陆国栋失去耐心，逼到柜台前。"),
        Stage(22480, "EXT. 云记面馆门口 - 夜", True),
        Stage(22480, "大雨。一个撑黑伞的男人停在门前。闪电照亮整条街。"),
        Stage(23720, "INT. 云记面馆 - 夜", True),
        Stage(23720, "叠化。陆景川一身黑西装站在门口，身后是湿冷的霓虹。"),
        Stage(26500, "陆国栋脸色一变。"),
        Stage(36240, "云师父垂下眼睛。他早就知道这一天会来。"),
        Stage(39840, "陆景川看着她，只看着她。"),
        Stage(41400, "他向小满伸出手。"),
        Stage(44800, "小满愣住。画面停在她的脸上。"),
    ),
    2: (
        Stage(0, "INT. 面馆楼上的住处 - 夜", True),
        Stage(0, "一只湿漉漉的黑皮鞋跨过门槛，门边摆着两双拖鞋。小满抬手拦住。"),
        Stage(2640, "陆景川站在门口，眉毛一挑。"),
        Stage(7640, "皮鞋老老实实摆在门边。他的袜子上是两只小熊。"),
        Stage(10720, "陆景川摆好姿势。"),
        Stage(14240, "小满面无表情。"),
        Stage(16000, "陆景川拿出一个红包，递过去。"),
        Stage(24560, "红包里滑出半块玉佩，系着红绳。小满从领口拉出另外半块。"),
        Stage(30000, "EXT. 沈家老宅 - 夜 - 二十年前", True),
        Stage(30000, "叠化。大火吞没老宅，火光一闪，一个男人抱着孩子走出来。"),
        Stage(32360, "INT. 面馆楼上的住处 - 夜", True),
        Stage(32360, "小满别过脸去。"),
        Stage(34600, "陆景川的手机亮了。奶奶：三天之内，带她回家。"),
        Stage(41040, "小满转向师父，眼里有泪。"),
        Stage(45640, "闪回：火光里，师父把熟睡的孩子护在怀中。"),
        Stage(49960, "EXT. 楼下街角 - 夜", True),
        Stage(49960, "路灯下，一个戴眼镜的男人抬头望着窗口，烟头一明一灭。"),
    ),
    3: (
        Stage(0, "INT. 云记面馆 - 夜", True),
        Stage(0, "陆国栋大笑。对面，三个人并肩站在柜台后。"),
        Stage(8040, "小满上前一步。"),
        Stage(11080, "陆国栋的额头开始冒汗，还在硬撑。"),
        Stage(15600, "云师父挡在小满身前。"),
        Stage(19360, "陆国栋失控。窗外一道闪电。"),
        Stage(22520, "陆景川举起手机，录音的波纹还在跳动。"),
        Stage(28600, "陆景川望一眼窗外的雨。"),
        Stage(31760, "EXT. 云记面馆门口 - 夜", True),
        Stage(31760, "陆国栋佝偻着背，走进雨里。"),
        Stage(32720, "INT. 云记面馆 - 夜", True),
        Stage(32720, "叠化。一碗热腾腾的牛肉面放到桌上。"),
        Stage(38440, "小满红了脸，摊开手掌。"),
        Stage(41320, "灶台边，云师父在蒸汽里停下手。小满回过头。"),
        Stage(47200, "小满怔住。"),
        Stage(47800, "她的手机亮了。未知号码：小满，我是妈妈。"),
        Stage(52520, "画面停在她含泪的眼睛上。"),
    ),
}
