using System.Text.Json;
using CsCheck;
using OneStop.RoadCargo.Assessment;

namespace OneStop.RoadCargo.Tests.Assessment;

public sealed class AssessCargoTests
{
    [Theory]
    [InlineData("Frozen chicken, IVORY carvings", true)]
    [InlineData("ivory", true)]
    [InlineData("ivories", true)]
    [InlineData("Survival kit", false)]
    [InlineData("一箱象牙製品", true)]
    [InlineData("象 牙", true)]
    [InlineData("象群 牙膏", false)]
    [InlineData("濒危物种", true)]
    [InlineData("瀕危物種", true)]
    [InlineData("endangered  species", true)]
    [InlineData("Endangered-Species of parrots", true)]
    [InlineData("species endangered", false)]
    [InlineData("ｉｖｏｒｙ", true)]
    public void Words_are_found_whole_in_any_writing(string articles, bool stopped) =>
        Assert.Equal(stopped ? Lane.Inspect : Lane.Clear, Rules("""[{"field":"goods","mentions":["ivory","象牙","瀕危物種","endangered species"]}]""").Assess(Cargo.Facts() with { Articles = articles }).Lane);

    [Theory]
    [InlineData("""{"field":"packageCount","atLeast":1000}""", false)]
    [InlineData("""{"field":"packageCount","atLeast":10,"atMost":10}""", true)]
    [InlineData("""{"field":"packageCount","atMost":9}""", false)]
    [InlineData("""{"field":"daysAhead","atLeast":1}""", false)]
    [InlineData("""{"field":"direction","is":["export"]}""", true)]
    [InlineData("""{"field":"plate","startsWith":["ab"]}""", true)]
    [InlineData("""{"field":"controlPoint","is":["MKT","LMC"]}""", true)]
    [InlineData("""{"field":"traderDetentions","atLeast":1}""", false)]
    [InlineData("""{"field":"traderCrossings","atMost":0}""", true)]
    [InlineData("""{"not":{"field":"direction","is":["import"]}}""", true)]
    [InlineData("""{"any":[{"field":"direction","is":["import"]},{"field":"consigneeName","mentions":["acme"]}]}""", true)]
    [InlineData("""{"all":[{"field":"direction","is":["import"]},{"field":"consigneeName","mentions":["acme"]}]}""", false)]
    [InlineData("""{"field":"consignorName","mentions":["acme"]}""", false)]
    [InlineData("""{"field":"any","watched":"parties"}""", true)]
    [InlineData("""{"field":"consignor","watched":"parties"}""", true)]
    [InlineData("""{"field":"consignee","watched":"parties"}""", false)]
    public void Every_kind_of_condition_holds_or_not(string condition, bool holds) =>
        Assert.Equal(holds, Rules($"[{condition}]").Assess(Cargo.Facts()).Lane == Lane.Inspect);

    [Fact]
    public void Scores_add_up_and_the_reasons_say_what_was_found()
    {
        var rules = Ready("""
            {"inspectAt": 50, "sample": {"perMille": 0, "seed": "s"}, "watched": {"parties": [{"id": "W-1", "names": ["Golden Dragon Trading", "金龍貿易"]}]},
             "rules": [
              {"id": "a", "score": 30, "reason": {"en": "r", "zhHant": "由"}, "when": {"field": "names", "watched": "parties"}},
              {"id": "b", "score": 30, "reason": {"en": "r", "zhHant": "由"}, "when": {"field": "articles", "mentions": ["chickens"]}},
              {"id": "c", "score": -20, "reason": {"en": "r", "zhHant": "由"}, "when": {"field": "traderCrossings", "atLeast": 100}},
              {"id": "d", "score": 500, "reason": {"en": "r", "zhHant": "由"}, "to": "2020-01-01", "when": {"field": "direction", "is": ["export"]}}]}
            """);

        var verdict = rules.Assess(Cargo.Facts());
        var trusted = rules.Assess(Cargo.Facts() with { Trader = new TraderHistory(500, 10, 0, 900) });

        Assert.Equal((Lane.Inspect, 60), (verdict.Lane, verdict.Score));
        Assert.Equal(["a consignorName: W-1", "b articles: chickens"], verdict.Reasons.Select(reason => $"{reason.Rule} {string.Join(' ', reason.Evidence)}"));
        Assert.Equal((Lane.Clear, 40), (trusted.Lane, trusted.Score));
    }

    [Fact]
    public void The_sample_is_drawn_at_its_rate_and_the_same_again()
    {
        var sample = new Sample(20, "a secret");
        var facts = Enumerable.Range(0, 50_000).Select(i => Cargo.Facts() with { Ccrn = $"{i:D14}" }).ToList();

        var drawn = facts.Count(one => AssessCargo.IsDrawn(sample, one));

        Assert.InRange(drawn, 850, 1150);
        Assert.Equal(drawn, facts.Count(one => AssessCargo.IsDrawn(sample, one)));
        Assert.DoesNotContain(facts.Take(1000), one => AssessCargo.IsDrawn(sample with { PerMille = 0 }, one));
        Assert.All(facts.Take(1000), one => Assert.True(AssessCargo.IsDrawn(sample with { PerMille = 1000 }, one)));
        Assert.NotEqual(facts.Where(one => AssessCargo.IsDrawn(sample, one)), facts.Where(one => AssessCargo.IsDrawn(sample with { Seed = "another" }, one)));
    }

    [Fact]
    public void A_sampled_consignment_is_inspected_whatever_speaks_for_it()
    {
        var rules = Ready("""{"inspectAt": 50, "sample": {"perMille": 1000, "seed": "s"}, "rules": []}""");

        var verdict = rules.Assess(Cargo.Facts());

        Assert.Equal(Lane.Inspect, verdict.Lane);
        Assert.Equal(AssessCargo.SampleRule, Assert.Single(verdict.Reasons).Rule);
    }

    [Fact]
    public void Many_phrases_at_once_are_found_exactly_as_each_by_itself() =>
        Gen.Select(Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("金"), Gen.Const("龍")).List[1, 4].Array[1, 12], Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("金"), Gen.Const("龙"), Gen.Const("c")).List[0, 20])
            .Sample((phrases, text) =>
            {
                var written = phrases.Select(phrase => string.Join(' ', phrase)).ToList();
                var index = new PhraseIndex(written);
                var found = new List<int>();
                index.Find(string.Join(' ', text), found);

                var folded = string.Concat(text).Replace('龙', '龍');
                var expected = Enumerable.Range(0, phrases.Length).Where(i => folded.Contains(string.Concat(phrases[i]), StringComparison.Ordinal)).Select(i => index.Numbers[i]).ToHashSet();
                Assert.Equal(expected.Order(), found.ToHashSet().Order());
            });

    [Fact]
    public void Five_hundred_rules_and_ten_thousand_watched_parties_leave_most_cargo_alone()
    {
        var rules = Cargo.ManyRules(500, 10_000);
        var before = Environment.CpuUsage.TotalTime;
        const int times = 2_000;
        var stopped = Enumerable.Range(0, times).Count(i => rules.Assess(Cargo.Facts() with { Ccrn = $"{i:D14}", ConsignorName = $"{Cargo.PartyName(i * 7 % 20_000)} Ltd" }).Lane == Lane.Inspect);

        TestContext.Current.SendDiagnosticMessage($"{(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / times:0.0} µs of processor time each");
        Assert.Equal(Enumerable.Range(0, times).Count(i => i * 7 % 20_000 < 10_000), stopped);
    }

    private static AssessCargo Rules(string conditions) => Ready($$$"""
        {"inspectAt": 100, "sample": {"perMille": 0, "seed": "s"},
         "watched": {"parties": [{"id": "W-1", "names": ["Golden Dragon Trading", "金龍貿易"]}]},
         "rules": [{"id": "r", "score": 100, "reason": {"en": "A reason", "zhHant": "理由"}, "when": {"all": {{{conditions}}}}}]}
        """);

    private static AssessCargo Ready(string json)
    {
        using var document = JsonDocument.Parse(json);
        var (rules, problems) = RuleSetReader.Read(document.RootElement);
        Assert.Empty(problems);
        return new AssessCargo(rules!);
    }
}
