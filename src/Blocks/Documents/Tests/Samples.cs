using OneStop.Documents.Contracts;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Texts;

namespace OneStop.Documents.Tests;

/// <summary>Certificates as the departments issue them.</summary>
internal static class Samples
{
    internal const string Kind = "companies.incorporation";

    internal static CertificateRequest Incorporation(string? serial = null, string nameChinese = "海港燈籠貿易有限公司", string number = "7654321") => new(
        Kind, serial ?? ReferenceNumber.New("CI"), number,
        Words("Certificate of Incorporation", "公司註冊證明書"), Words("Companies Registry", "公司註冊處"), new DateOnly(2026, 11, 25),
        [
            new Paragraph(Words("I hereby certify that", "本人謹此證明")),
            new Emphasis("Harbour Lantern Trading Company Limited"),
            new Emphasis(nameChinese),
            new Paragraph(Words(
                "is this day incorporated in Hong Kong under the Companies Ordinance (Chapter 622 of the Laws of Hong Kong), and that this company is limited.",
                "於本日根據香港法例第622章《公司條例》在香港成立為法團，此公司是一間有限公司。")),
            new Paragraph(Words("Company number", "公司編號")),
            new Emphasis(number),
        ],
        Words("Registrar of Companies, Hong Kong Special Administrative Region", "香港特別行政區公司註冊處處長"), "Ms Ada Y. K. LEUNG 梁綺琪");

    internal static CertificateRequest BusinessRegistration() => new(
        "companies.business-registration", ReferenceNumber.New("BR"), "76543210",
        Words("Business Registration Certificate", "商業登記證"), Words("Business Registration Office, Inland Revenue Department", "稅務局商業登記署"), new DateOnly(2026, 11, 25),
        [
            new Paragraph(Words(
                "This certifies that the business below is registered under the Business Registration Ordinance (Chapter 310 of the Laws of Hong Kong).",
                "茲證明以下業務已根據香港法例第310章《商業登記條例》登記。")),
            new Facts(
            [
                (Words("Name of business / corporation", "業務／法團所用名稱"), "Harbour Lantern Trading Company Limited\n海港燈籠貿易有限公司"),
                (Words("Business registration number", "商業登記號碼"), "76543210"),
                (Words("Address", "地址"), "Room 1203, 12/F, Lantern House, 88 Des Voeux Road Central, Central, Hong Kong"),
                (Words("Nature of business", "業務性質"), "Import and export of lanterns and lighting 燈籠及照明產品進出口"),
                (Words("Status", "法律地位"), "BODY CORPORATE 法人團體"),
                (Words("Date of commencement", "開業日期"), "25 November 2026 2026年11月25日"),
                (Words("Date of expiry", "屆滿日期"), "24 November 2027 2027年11月24日"),
                (Words("Fee and levy", "登記費及徵費"), "HK$2,200"),
            ]),
        ],
        Words("Commissioner of Inland Revenue", "稅務局局長"), "Mr Benjamin C. H. WONG 黃志豪");

    internal static LocalizedText Words(string english, string chinese) => new(english, chinese, chinese);
}
