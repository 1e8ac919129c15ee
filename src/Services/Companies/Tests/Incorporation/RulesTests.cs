using System.Text.Json.Nodes;
using CsCheck;
using OneStop.Companies.Incorporation.Form;
using OneStop.Companies.Incorporation.Rules;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Companies.Tests.Incorporation;

public sealed class RulesTests
{
    private static readonly RuleDays Days = new(Drafts.Today, Drafts.Today);

    /// <summary>What is changed of a clean application, and the one problem that follows: its code and its place.</summary>
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "office/address/line1", "P.O. Box 123, General Post Office", "address.post-box", "office/address/line1" },
        { "office/address/line1", "香港郵政信箱1號", "address.post-box", "office/address/line1" },
        { "office/address/line2", "c/o Lee & Partners", "address.care-of", "office/address/line2" },
        { "office/address/line1", "由李先生轉交", "address.care-of", "office/address/line1" },
        { "office/address/country", "SG", "office.not-in-hong-kong", "office/address/country" },
        { "secretary/nameEnglish", "李 Carmen", "party.chinese-in-english-name", "secretary/nameEnglish" },
        { "founders/1/nameChinese", "Ben", "party.letters-in-chinese-name", "founders/1/nameChinese" },
        { "directors/0/hkid", "A123456(4)", "party.hkid-wrong", "directors/0/hkid" },
        { "directors/1/dateOfBirth", "2008-11-26", "directors.under-age", "directors/1/dateOfBirth" },
        { "directors/1/dateOfBirth", "2027-01-01", "party.birth-impossible", "directors/1/dateOfBirth" },
        { "directors/1/dateOfBirth", "1890-01-01", "party.birth-impossible", "directors/1/dateOfBirth" },
        { "directors/1/hkid", "a 123456 (3)", "directors.twice", "directors/1/nameEnglish" },
        { "directors/1/home/line1", "GPO Box 9", "address.post-box", "directors/1/home/line1" },
        { "secretary/address/country", "GB", "secretary.not-in-hong-kong", "secretary/address/country" },
        { "secretary/hkid", "AB987654(4)", "party.hkid-wrong", "secretary/hkid" },
        { "secretary/email", "Amy.Chan@demo.example", "party.email-of-another", "secretary/email" },
        { "nature/code", "none", "business.nature-not-in-force", "nature/code" },
        { "business/startedOn", "2026-11-24", "business.before-incorporation", "business/startedOn" },
        { "business/startedOn", "2028-01-01", "business.too-far", "business/startedOn" },
        { "compliance/founder", "LEE Carmen", "compliance.not-a-founder", "compliance/founder" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void One_wrong_answer_is_one_problem_at_its_own_field(string path, string value, string code, string place)
    {
        var problem = Assert.Single(Check(Drafts.Clean().With(path, value)));

        Assert.Equal((code, place), (problem.Code, problem.Path));
        Assert.Contains(problem.TextKey, Texts[Lang.English].Keys);
    }

    [Fact]
    public void A_clean_application_has_no_problem() => Assert.Empty(Check(Drafts.Clean()));

    [Fact]
    public void Capital_that_is_not_its_paid_and_unpaid_parts_is_refused()
    {
        var problem = Assert.Single(Check(Drafts.Clean().With("capital/0/unpaid", 1)));

        Assert.Equal(("capital.parts", "capital/0/unpaid", "Cap. 622 Sch. 2"), (problem.Code, problem.Path, problem.Rule));
    }

    [Fact]
    public void Capital_that_nobody_takes_is_refused() =>
        Assert.Equal(
            ["capital.shares-not-taken@capital/0/number", "capital.amount-not-subscribed@capital/0/amount"],
            Codes(Check(Drafts.Clean().With("founders/1/number", 39).With("founders/1/amount", 3_900))));

    [Fact]
    public void Capital_agrees_with_its_allotments_exactly_when_their_sums_do() =>
        Gen.Select(Gen.Long[1, 1_000_000].Array[1, 6], Gen.Long[-3, 3]).Sample((holdings, error) =>
        {
            var total = holdings.Sum() + error;
            var draft = Drafts.Clean()
                .With("capital", new JsonArray(Drafts.Class(total, total)))
                .With("founders", new JsonArray([.. holdings.Select((number, i) => (JsonNode)Drafts.Founder($"CHAN {(char)('A' + i)}", $"a{i}@demo.example", number, number))]))
                .With("compliance/founder", "CHAN A");

            var codes = Check(draft).Select(problem => problem.Code).Where(code => code.StartsWith("capital.", StringComparison.Ordinal) && code != "capital.no-shares" && code != "capital.no-amount");

            Assert.Equal(error == 0, !codes.Any());
        });

    [Fact]
    public void A_founder_who_takes_nothing_is_refused() =>
        Assert.Contains("founders.no-shares@founders/1/number", Codes(Check(Drafts.Clean().With("founders/1/number", 0).With("capital/0/number", 60))));

    [Fact]
    public void A_class_that_the_capital_lacks_is_refused() =>
        Assert.Contains("founders.class-unknown@founders/1/class", Codes(Check(Drafts.Clean().With("founders/1/class", "preference"))));

    [Fact]
    public void Two_classes_each_need_their_rights()
    {
        var draft = Drafts.Clean().With("capital/+", Drafts.Class(10, 1_000, "preference")).With("founders/+", Drafts.Founder("WONG Ben", "ben.wong@demo.example", 10, 1_000, "preference"));

        Assert.Equal(["capital.rights-missing@capital/0/rights", "capital.rights-missing@capital/1/rights"], Codes(Check(draft)));
        Assert.Empty(Check(draft.With("capital/0/rights", "One vote a share.").With("capital/1/rights", "Dividends first.")));
    }

    [Fact]
    public void The_same_class_twice_is_refused() =>
        Assert.Contains("capital.class-twice@capital/1/class", Codes(Check(Drafts.Clean().With("capital/+", Drafts.Class(10, 1_000)))));

    [Fact]
    public void The_only_director_cannot_be_the_secretary_too()
    {
        var draft = Drafts.Clean()
            .With("directors", new JsonArray(Drafts.Person("CHAN Amy", "amy.chan@demo.example", "A123456(3)")))
            .With("secretary", Drafts.Secretary("Chan  amy", "amy.chan@demo.example", "A1234563"));

        var problem = Assert.Single(Check(draft));
        Assert.Equal(("secretary.sole-director", "secretary/nameEnglish", "Cap. 622 s.475"), (problem.Code, problem.Path, problem.Rule));
    }

    [Fact]
    public void One_of_two_directors_may_be_the_secretary() =>
        Assert.Empty(Check(Drafts.Clean().With("secretary", Drafts.Secretary("CHAN Amy", "amy.chan@demo.example", "A123456(3)"))));

    [Theory]
    [InlineData("public")]
    [InlineData("guarantee")]
    public void A_public_or_guarantee_company_has_two_directors_all_of_them_persons(string kind)
    {
        var draft = Drafts.Clean().With("kind/kind", kind).With("members", Drafts.Clean()["founders"]!.DeepClone())
            .With("directors", new JsonArray(Drafts.Company("Wong Holdings Limited", "ben.wong@demo.example", "WONG Ben")));

        Assert.Equal(["directors.company@directors/0/kind", "directors.too-few@directors"], Codes(Check(draft)));
    }

    [Fact]
    public void A_private_company_has_a_person_among_its_directors() =>
        Assert.Equal(
            ["directors.no-person@directors"],
            Codes(Check(Drafts.Clean().With("directors", new JsonArray(Drafts.Company("Wong Holdings Limited", "ben.wong@demo.example", "WONG Ben"))))));

    [Fact]
    public void A_reserve_director_is_only_for_a_company_of_one()
    {
        var one = Drafts.Clean()
            .With("capital", new JsonArray(Drafts.Class(1, 100)))
            .With("founders", new JsonArray(Drafts.Founder("CHAN Amy", "amy.chan@demo.example", 1, 100)))
            .With("directors", new JsonArray(Drafts.Person("CHAN Amy", "amy.chan@demo.example", "A123456(3)")))
            .With("reserve", Drafts.Person("WONG Ben", "ben.wong@demo.example", "G123456(A)", "2010-01-01").With("appoint", true));
        var two = Drafts.Clean().With("reserve", one["reserve"]!.DeepClone());

        Assert.Equal(["directors.under-age@reserve/dateOfBirth"], Codes(Check(one)));
        Assert.Empty(Check(two));
        Assert.Null(Application.Read(two).Reserve);
    }

    [Theory]
    [InlineData("articles.docx", 1_000, "articles.not-pdf")]
    [InlineData("articles.pdf", 5 * 1024 * 1024 + 1, "articles.too-large")]
    [InlineData("Articles.PDF", 5 * 1024 * 1024, null)]
    public void Own_articles_are_one_pdf_of_five_megabytes(string name, long bytes, string? code)
    {
        var draft = Drafts.Clean().With("articles/set", "own").With("articles/file", new JsonObject { ["sha256"] = "00", ["name"] = name, ["bytes"] = bytes });

        Assert.Equal(code is null ? [] : [$"{code}@articles/file"], Codes(Check(draft)));
    }

    [Fact]
    public void A_page_shows_its_own_problems_only()
    {
        var draft = Drafts.Clean().With("office/address/country", "SG").With("directors/0/hkid", "A123456(4)");

        Assert.Equal(["party.hkid-wrong@directors/0/hkid"], Codes(IncorporationRules.OfPage("directors", Application.Read(draft), Days)));
        Assert.Empty(IncorporationRules.OfPage("kind", Application.Read(draft), Days));
    }

    [Fact]
    public void A_half_done_draft_of_any_shape_is_read_without_harm()
    {
        foreach (var page in Drafts.Clean().Select(page => page.Key))
        {
            foreach (var value in new[] { null, "1", "\"text\"", "[]", "{}", "[1]", "[null]", "[{}]", "{\"address\":1,\"kind\":[],\"english\":{}}" })
            {
                var draft = Drafts.Clean();
                draft[page] = value is null ? null : JsonNode.Parse(value);
                _ = Check(draft).ToList();
            }
        }

        Assert.Empty(Check([]));
    }

    [Fact]
    public void Every_problem_has_words_in_three_languages_that_say_what_to_do()
    {
        var keys = Texts[Lang.English].Keys.Where(key => key.StartsWith("companies.incorporation.problem.", StringComparison.Ordinal)).ToList();

        Assert.True(keys.Count > 25);
        Assert.All(keys, key => Assert.True(Texts[Lang.English][key].Length > 30 && Texts[Lang.Traditional][key].EndsWith('。') && Texts[Lang.Simplified].ContainsKey(key), key));
    }

    private static Dictionary<Lang, IReadOnlyDictionary<string, string>> Texts { get; } =
        Lang.All.ToDictionary(lang => lang, lang => TextCatalogue.Read(typeof(CompaniesModule).Assembly, lang));

    private static IReadOnlyList<RuleProblem> Check(JsonObject draft) => [.. IncorporationRules.OfWhole(Application.Read(draft), Days)];

    private static IEnumerable<string> Codes(IEnumerable<RuleProblem> problems) => problems.Select(problem => $"{problem.Code}@{problem.Path}");
}
