using System.Text.Json.Nodes;
using OneStop.Companies.Changes;
using OneStop.Companies.Register;
using OneStop.Companies.Tests.Incorporation;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;
using static OneStop.Companies.Tests.Changes.Registered;

namespace OneStop.Companies.Tests.Changes;

/// <summary>What each form makes of the register, and what it refuses.</summary>
public sealed class FormsTests
{
    private static readonly IReadOnlyDictionary<string, string> Texts = TextCatalogue.Read(typeof(CompaniesModule).Assembly, Lang.English);

    public static TheoryData<string> Numbers => ["NR1", "NR2", "ND2A", "ND2B", "ND4", "NSC1", "NSC11", "NAR1"];

    [Theory, MemberData(nameof(Numbers))]
    public void A_clean_form_changes_the_register_and_has_no_problem(string number)
    {
        var effect = Form(number).Apply(Company(), Clean(number), Today);

        Assert.Empty(effect.Problems);
        Assert.True(effect.IsSound);
        Assert.NotEqual(Company().ToJson().ToJsonString(), effect.Company!.ToJson().ToJsonString());
    }

    [Fact]
    public void A_prefilled_form_that_is_left_as_it_is_changes_nothing()
    {
        foreach (var number in (string[])["NR1", "NR2"])
        {
            var effect = Form(number).Apply(Company(), Form(number).Draft(Company(), 1, null), Today);

            Assert.Equal(Company().ToJson().ToJsonString(), effect.Company!.ToJson().ToJsonString());
        }
    }

    /// <summary>The form, what is changed of clean answers, and the one problem that follows: its code and its place.</summary>
    public static TheoryData<string, string, object, string, string> Wrong => new()
    {
        { "NR1", "office/address/country", "SG", "office.not-in-hong-kong", "office/address/country" },
        { "NR1", "office/address/line1", "GPO Box 1", "address.post-box", "office/address/line1" },
        { "NR1", "office/on", "2026-12-02", "day.to-come", "office/on" },
        { "NR1", "office/on", "2024-11-24", "day.before-company", "office/on" },
        { "NR2", "records/address/country", "GB", "office.not-in-hong-kong", "records/address/country" },
        { "ND2A", "cessation/name", "HO Nobody", "officers.not-in-office", "cessation/name" },
        { "ND2A", "cessation/on", "2024-11-24", "officers.before-appointment", "cessation/on" },
        { "ND2A", "appointment/nameEnglish", "chan amy", "officers.already", "appointment/nameEnglish" },
        { "ND2A", "appointment/dateOfBirth", "2010-01-01", "directors.under-age", "appointment/dateOfBirth" },
        { "ND2A", "appointment/hkid", "C123456(8)", "party.hkid-wrong", "appointment/hkid" },
        { "ND2A", "appointment/on", "2027-01-01", "day.to-come", "appointment/on" },
        { "ND2B", "officer/name", "Nobody", "officers.not-in-office", "officer/name" },
        { "ND2B", "particulars/nameEnglish", "陳 Amy", "party.chinese-in-english-name", "particulars/nameEnglish" },
        { "ND2B", "particulars/address/line1", "c/o Ben", "address.care-of", "particulars/address/line1" },
        { "ND4", "resignation/name", "LEE Other", "officers.not-in-office", "resignation/name" },
        { "NSC1", "allotment/unpaid", 0, "shares.parts", "allotment/unpaid" },
        { "NSC1", "allotment/currency", "USD", "shares.currency", "allotment/currency" },
        { "NSC1", "allottees/0/number", 31, "shares.not-taken", "allotment/number" },
        { "NSC11", "alteration/ratio", 3, "shares.fractions", "alteration/ratio" },
        { "NSC11", "alteration/class", "deferred", "shares.class-unknown", "alteration/class" },
        { "NAR1", "return/kind", "public", "return.kind", "return/kind" },
        { "NAR1", "return/madeUp", "2026-11-24", "return.anniversary", "return/madeUp" },
        { "NAR1", "return/madeUp", "2027-11-25", "day.to-come", "return/madeUp" },
        { "NAR1", "shareholders/0/number", 61, "shares.do-not-add-up", "shareholders" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void One_wrong_answer_is_one_problem_at_its_own_field(string number, string path, object value, string code, string place)
    {
        var effect = Form(number).Apply(Company(), Clean(number).With(path, value is int whole ? JsonValue.Create(whole) : JsonValue.Create((string)value)), Today);

        var problem = Assert.Single(effect.Problems);
        Assert.Equal((code, place), (problem.Code, problem.Path));
        Assert.Contains(problem.TextKey, Texts.Keys);
        Assert.False(effect.IsSound);
    }

    [Fact]
    public void The_last_director_cannot_leave_but_can_be_replaced_in_one_form()
    {
        var one = Company() with { Officers = [.. Company().Officers.Where(officer => officer.Name != "WONG Ben")] };
        var alone = Clean("ND2A").With("cessation/name", "CHAN Amy").With("what", new JsonObject { ["change"] = new JsonArray("cease") });

        var left = Form("ND2A").Apply(one, alone, Today);
        var replaced = Form("ND2A").Apply(one, Clean("ND2A").With("cessation/name", "CHAN Amy"), Today);
        var resigned = Form("ND4").Apply(one, Clean("ND4").With("resignation/role", "director").With("resignation/name", "CHAN Amy"), Today);

        Assert.Equal("officers.last-director", Assert.Single(left.Problems).Code);
        Assert.Equal("officers.last-director", Assert.Single(resigned.Problems).Code);
        Assert.True(replaced.IsSound);
        Assert.Equal(["HO Dora"], replaced.Company!.Officers.Where(officer => officer.Role == OfficerRole.Director).Select(officer => officer.Name));
    }

    [Fact]
    public void A_secretary_cannot_resign_twice()
    {
        var once = Form("ND4").Apply(Company(), Clean("ND4"), Today);

        var twice = Form("ND4").Apply(once.Company!, Clean("ND4"), Today);

        Assert.True(once.IsSound);
        Assert.Equal("officers.not-in-office", Assert.Single(twice.Problems).Code);
    }

    [Fact]
    public void The_only_director_cannot_become_the_secretary()
    {
        var one = Company() with { Officers = [Company().Officers[0]] };
        var answers = Clean("ND2A").With("what", new JsonObject { ["change"] = new JsonArray("appoint") }).With("appointment", Appointment("secretary", "CHAN Amy", "amy@people.example", "A123456(3)"));

        Assert.Equal(("officers.sole-director", "appointment/nameEnglish"), Assert.Single(Form("ND2A").Apply(one, answers, Today).Problems) is var problem ? (problem.Code, problem.Path) : default);
    }

    [Fact]
    public void A_reserve_director_is_for_a_company_of_one()
    {
        var one = Company() with { Officers = [Company().Officers[0], Company().Officers[2]], Members = [new("CHAN Amy", ShareClasses.Ordinary, 100)] };
        var answers = Form("ND5").Draft(one, 1, null).With("what", new JsonObject { ["change"] = new JsonArray("appoint") }).With("appointment", Appointment("director", "HO Dora", "dora@people.example", "C123456(9)"));

        var named = Form("ND5").Apply(one, answers, Today);
        var again = Form("ND5").Apply(named.Company!, answers.With("appointment/nameEnglish", "HO Emma"), Today);
        var resigned = Form("ND8").Apply(named.Company!, new JsonObject { ["resignation"] = new JsonObject { ["name"] = "HO Dora", ["on"] = "2026-11-30" } }, Today);

        Assert.True(named.IsSound);
        Assert.Equal("officers.no-reserve", Assert.Single(again.Problems).Code);
        Assert.Equal("officers.no-reserve", Assert.Single(Form("ND5").Apply(Company(), answers, Today).Problems).Code);
        Assert.Equal(one.Officers, resigned.Company!.Officers);
    }

    [Fact]
    public void Allotted_shares_and_their_holders_add_up()
    {
        var after = Form("NSC1").Apply(Company(), Clean("NSC1"), Today).Company!;

        Assert.Equal([new ShareClass(ShareClasses.Ordinary, "HKD", 150, 15_000, 14_000, 1_000)], after.Shares);
        Assert.Equal([new("CHAN Amy", ShareClasses.Ordinary, 90), new("WONG Ben", ShareClasses.Ordinary, 40), new Member("HO Dora", ShareClasses.Ordinary, 20)], after.Members);
    }

    [Fact]
    public void Consolidation_and_subdivision_undo_each_other()
    {
        var fewer = Form("NSC11").Apply(Company(), Clean("NSC11"), Today).Company!;
        var again = Form("NSC11").Apply(fewer, Clean("NSC11").With("alteration/kind", "subdivide"), Today).Company!;

        Assert.Equal((5, 3), (fewer.Shares[0].Number, fewer.Members[0].Number));
        Assert.Equal(Company().ToJson().ToJsonString(), again.ToJson().ToJsonString());
    }

    [Fact]
    public void A_return_of_a_year_is_made_once()
    {
        var made = Form("NAR1").Apply(Company(), Clean("NAR1"), Today).Company!;

        Assert.Equal(new DateOnly(2026, 11, 25), made.LastReturn);
        Assert.Equal("return.again", Assert.Single(Form("NAR1").Apply(made, Clean("NAR1"), Today).Problems).Code);
    }

    /// <summary>Kind, day to which the return is made up, day it comes, cents.</summary>
    public static TheoryData<string, string, string, long> Fees => new()
    {
        { "private", "2026-01-31", "2026-01-31", 105_00 }, { "private", "2026-01-31", "2026-03-14", 105_00 }, { "private", "2026-01-31", "2026-03-15", 870_00 },
        { "private", "2026-01-31", "2026-04-30", 870_00 }, { "private", "2026-01-31", "2026-05-01", 1_740_00 }, { "guarantee", "2026-01-31", "2026-07-31", 1_740_00 },
        { "private", "2026-01-31", "2026-08-01", 2_610_00 }, { "private", "2026-01-31", "2026-10-31", 2_610_00 }, { "private", "2026-01-31", "2026-11-01", 3_480_00 },
        { "public", "2026-01-31", "2026-03-14", 140_00 }, { "public", "2026-01-31", "2026-03-15", 1_200_00 }, { "public", "2026-01-31", "2026-07-31", 2_400_00 },
        { "public", "2026-01-31", "2026-10-31", 3_600_00 }, { "public", "2026-01-31", "2027-10-31", 4_800_00 },
    };

    [Theory, MemberData(nameof(Fees))]
    public void A_return_costs_the_more_the_later_it_comes(string kind, string madeUp, string on, long cents)
    {
        var answers = new JsonObject { ["return"] = new JsonObject { ["kind"] = kind, ["madeUp"] = madeUp } };

        Assert.Equal(cents, Assert.Single(Form("NAR1").Fees(answers, DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture))).Cents);
    }

    [Fact]
    public void Half_a_draft_is_no_fault()
    {
        foreach (var form in ChangeForms.All)
        {
            var effect = form.Apply(Company(), [], Today);

            Assert.False(effect.IsSound && effect.Company!.ToJson().ToJsonString() != Company().ToJson().ToJsonString());
            Assert.Empty(form.Fees([], Today));
        }
    }

    [Fact]
    public void Each_form_goes_by_the_name_of_its_day()
    {
        Assert.All(ChangeForms.All, form =>
        {
            Assert.Equal(form.Number, ChangeForms.NumberOn(form.Number, Today));
            Assert.NotEqual(form.Number, ChangeForms.NumberOn(form.Number, new DateOnly(2013, 1, 1)));
        });
        Assert.Equal("R1", ChangeForms.NumberOn("NR1", new DateOnly(2014, 3, 2)));
    }

    /// <summary>Whatever a form asks has words: a missing one would show its key.</summary>
    [Fact]
    public void Every_page_question_and_choice_has_words()
    {
        var missing = ChangeForms.All.SelectMany(form => form.Definition.Pages.SelectMany(page => page.Questions.SelectMany(question => new[] { $"{form.TextPrefix}.{page.Key}.{question.Key}.label" }
            .Concat(question.Words is null ? (question.Choices ?? []).Select(choice => $"{form.TextPrefix}.{page.Key}.{question.Key}.{choice}") : []))
            .Concat([$"{form.TextPrefix}.{page.Key}.title", $"{form.TextPrefix}.sections.{page.Section}", $"{form.TextPrefix}.title", $"{form.TextPrefix}.declaration"]))
            .Concat(((string[])["title", "summary", "who", "cost", "needed", "time", "keywords"]).Select(part => $"{form.TextPrefix}.service.{part}"))).Where(key => !Texts.ContainsKey(key)).ToList();

        Assert.Empty(missing);
    }
}
