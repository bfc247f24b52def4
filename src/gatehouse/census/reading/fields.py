"""The census's canonical columns, and the headings under which offices write them.

Headings are compared in normal form (see ``headings.normal``): without white space, punctuation, numbering and marks
such as the asterisk. Sources: our own template; public layouts of police and education offices (guard rosters, school
census records), and what people call the same thing in letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from gatehouse.census.types import RowKind


@dataclass(frozen=True, slots=True)
class Field:
    """A canonical column.

    ``synonyms`` are other headings in normal form, separated by blanks. ``spread``: a merged cell of this column
    speaks for every row it covers; a number never does. ``loose`` synonyms count only if nothing better is there.
    """

    name: str
    heading: str
    synonyms: str = ""
    required: bool = False
    spread: bool = False
    loose: str = ""


_SCHOOL_CODE = Field(
    "school_code",
    "学校标识码",
    "标识码 学校机构标识码 机构标识码 学校代码 学校编码 学校识别码 学校标识代码 学校机构代码 学校国标代码 "
    "十位标识码 10位标识码",
    spread=True,
)

CAMPUS_FIELDS = (
    Field(
        "name",
        "学校名称",
        "校名 单位名称 学校园名称 校园名称 校园名 学校全称 学校幼儿园名称 学校及幼儿园名称 学校或幼儿园名称 "
        "幼儿园名称 园所名称 园名 校点名称 机构名称 学校机构名称 校名称 中小学幼儿园名称",
        required=True,
        loose="学校 名称 单位 学校幼儿园",
    ),
    _SCHOOL_CODE,
    Field(
        "credit_code",
        "统一社会信用代码",
        "信用代码 社会信用代码 学校统一社会信用代码 统一信用代码 统一社会信用代码证号",
    ),
    Field(
        "kind",
        "学校类别",
        "学校类型 办学类型 办学类别 办学层次 学段 学校学段 单位类别 校园类别 校园类型 园校类别 学校种类",
        required=True,
        spread=True,
        loose="类别 类型",
    ),
    Field(
        "ownership",
        "办学性质",
        "办学体制 举办者性质 举办者类型 公办民办 公民办 公办或民办 办园性质 学校性质 办学主体 举办性质 "
        "办园体制 办学属性",
        required=True,
        spread=True,
        loose="性质",
    ),
    Field(
        "census_label",
        "普查类别",
        "普查分类 普查类型 普查口径 城市城镇幼儿园 城市城镇 幼儿园类别 幼儿园类型 幼儿园分类 园所类别 城市或城镇幼儿园",
        spread=True,
    ),
    Field(
        "urban_class",
        "城乡分类",
        "城乡类型 城乡类别 所在地城乡类型 驻地城乡类型 学校所在地城乡类型 城乡划分 所在地城乡分类 城乡属性",
        spread=True,
    ),
    Field(
        "town",
        "所属乡镇",
        "所属乡镇街道 乡镇 乡镇街道 所在乡镇 所在乡镇街道 镇街 所属镇街 所在镇街 乡镇办 乡镇办事处 所属街道 "
        "街道乡镇 乡镇名称 乡镇街道办 乡镇街道名称 乡镇街道办事处",
        spread=True,
    ),
    Field(
        "police_station",
        "所属派出所",
        "派出所 辖区派出所 属地派出所 管辖派出所 所在派出所 派出所名称 所属辖区派出所 责任派出所 公安派出所",
        spread=True,
    ),
    Field(
        "school_district",
        "所属学区",
        "学区 学区名称 所在学区 中心学校 所属中心学校 中心校 所属中心校 联校 所属联校 学区中心校 学区中心学校",
        spread=True,
    ),
    Field(
        "address",
        "地址",
        "学校地址 详细地址 学校详细地址 位置 学校位置 所在地址 单位地址 校址 园址 办学地址 通讯地址 "
        "校园地址 学校幼儿园地址",
    ),
    Field(
        "opened_on",
        "开办日期",
        "建校日期 建校时间 建校年月 开办时间 开办年月 成立时间 成立日期 成立年月 建园日期 建园时间 建园年月 "
        "开园日期 开园时间 办学日期 创办日期 创办时间 学校成立时间 学校开办日期",
    ),
    Field(
        "students",
        "学生人数",
        "学生数 学生 学生总人数 学生总数 在校学生 在校学生数 在校学生人数 在校生 在校生数 在校生人数 "
        "学生规模 幼儿数 幼儿人数 在园幼儿 在园幼儿数 在园幼儿人数 在园人数 学生幼儿数 学生幼儿人数 "
        "在校幼儿数 在校园学生数 在校园学生人数 幼儿总数",
        required=True,
        loose="在校人数 生数 在校在园人数",
    ),
    Field(
        "staff",
        "教职工人数",
        "教职工 教职工数 教职工总数 教职工总人数 教职员工 教职员工数 教职员工人数 教职员工总数 教职员数 "
        "教工数 教工人数 在职教职工 在职教职工数 在职教职工人数",
        required=True,
        loose="教师人数 教师数",
    ),
    Field(
        "persons",
        "师生总人数",
        "师生总数 师生人数 师生合计 师生员工总数 师生员工人数 师生员工总人数 全校人数 全校总人数 学校总人数",
        loose="总人数 人数合计",
    ),
    Field(
        "boarders",
        "住宿生人数",
        "住宿生 住宿生数 住宿人数 住宿学生数 住宿学生人数 住校生 住校生数 住校生人数 住校人数 寄宿生 "
        "寄宿生数 寄宿生人数 寄宿人数 寄宿学生数 寄宿学生人数 内宿生 内宿生数 学生住宿 学生寄宿",
    ),
    Field(
        "reported_full_time",
        "专职保安员人数",
        "专职保安人数 专职保安数 专职保安员数 专职保安员 专职保安 现有专职保安员 现有专职保安人数 "
        "现有专职保安员人数 已配专职保安员 已配专职保安员数 已配专职保安员人数 配备专职保安人数 "
        "配备专职保安员人数 专职保安配备人数 专职保安员配备人数 专职校园保安人数 专职校园保安员人数 "
        "保安配备人数 保安员专职 保安专职 保安员人数专职 保安人数专职",
    ),
)

GUARD_FIELDS = (
    Field(
        "campus_name",
        "所在学校",
        "学校名称 学校园名称 所在单位 服务单位 服务单位名称 服务学校 所属学校 任职学校 派驻学校 派驻单位 "
        "上岗学校 校名 工作学校 所在校园 所在学校园 所在学校名称 所在学校幼儿园 学校幼儿园名称 执勤学校 "
        "值勤学校 驻守学校 校园名称 工作单位",
        spread=True,
        loose="学校 单位 单位名称",
    ),
    _SCHOOL_CODE,
    Field("name", "姓名", "保安员姓名 保安姓名 人员姓名 队员姓名 名字 校园保安员姓名", required=True, loose="保安员"),
    Field("sex", "性别", "保安员性别"),
    Field(
        "id_number",
        "身份证号",
        "身份证号码 身份证 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 居民身份证 "
        "证件号码 证件号 身份证件号 身份证件号码 18位身份证号 身份号码",
        required=True,
    ),
    Field("birth_date", "出生日期", "出生年月 出生年月日 出生时间 生日"),
    Field("age", "年龄", "周岁 年龄周岁 周岁年龄"),
    Field("schooling", "文化程度", "学历 文化水平 最高学历 受教育程度 学历文化程度"),
    Field(
        "engagement",
        "岗位性质",
        "专职兼职 专兼职 是否专职 岗位类型 岗位类别 人员性质 在岗性质 任职性质 保安性质 保安类型 人员类别 "
        "专兼职情况 专职或兼职 工作性质 专兼职别 是否专职保安 是否专职保安员",
        required=True,
        spread=True,
    ),
    Field(
        "source",
        "聘用来源",
        "聘用方式 聘用形式 聘用类型 聘用性质 聘用渠道 聘用单位性质 用工形式 用工方式 用工性质 用工来源 "
        "招聘来源 招聘方式 招用方式 人员来源 保安来源 保安员来源 用人来源 用人单位性质 用人单位类型 "
        "聘请方式",
        required=True,
        spread=True,
        loose="来源",
    ),
    Field(
        "employer",
        "用人单位",
        "用人单位名称 用工单位 聘用单位 聘用公司 所属公司 公司名称 保安公司名称 保安服务公司 "
        "保安服务公司名称 所属保安公司 派遣单位 派出单位 派驻公司 劳动合同单位 签约单位 合同单位 受聘单位 "
        "物业公司保安公司名称 所属保安服务公司",
        spread=True,
        loose="保安公司 物业公司",
    ),
    Field(
        "certified",
        "是否持证",
        "持证情况 是否持证上岗 持证上岗 持证上岗情况 持证 有无保安员证 有无保安证 是否有保安员证 "
        "是否有保安证 是否取得保安员证 是否持有保安员证 是否持有保安证 是否取得保安证 有无证件 有无持证",
    ),
    Field(
        "certificate_number",
        "保安员证编号",
        "保安员证号 保安员证号码 保安员证编码 保安证号 保安证编号 保安证号码 保安员资格证号 "
        "保安员资格证编号 证书编号 上岗证号 上岗证编号 持证编号 证件编号 资格证号 资格证编号 保安员上岗证号 "
        "保安员上岗证编号 保安员证书编号",
        loose="保安员证 保安证 上岗证 证号",
    ),
    Field(
        "certificate_issued_on",
        "发证日期",
        "发证时间 发证年月 保安员证发证日期 保安员证发证时间 保安证发证日期 取证日期 取证时间 领证日期 "
        "领证时间 取得保安员证时间",
    ),
    Field(
        "started_on",
        "上岗日期",
        "上岗时间 入职日期 入职时间 任职时间 到岗时间 到岗日期 聘用日期 聘用时间 起聘时间 到校时间 进校时间 "
        "入职年月 上岗年月 到岗年月",
    ),
    Field("phone", "联系电话", "电话 手机 手机号 手机号码 联系方式 电话号码 本人电话 移动电话 联系手机 保安员电话"),
)

FIELDS = {RowKind.CAMPUS: CAMPUS_FIELDS, RowKind.GUARD: GUARD_FIELDS}
BY_NAME = {kind: {item.name: item for item in fields} for kind, fields in FIELDS.items()}
SHARED = frozenset({"name", "campus_name", "school_code"})
"""Columns that both kinds of table carry: they do not tell the kinds apart."""

ORIGIN_HEADING = "原行号"
REASON_HEADING = "错误原因"
REMEDY_HEADING = "修改建议"
IGNORED = frozenset(
    ("序号 编号 序列 序 行号 顺序号 no num 备注 说明 " + f"{ORIGIN_HEADING} {REASON_HEADING} {REMEDY_HEADING}").split()
)
"""Columns that number or annotate the rows, our own error workbook's among them: neither used nor reported."""
