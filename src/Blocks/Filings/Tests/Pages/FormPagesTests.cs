using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using OneStop.Filings.Contracts;
using OneStop.Kit;

namespace OneStop.Filings.Tests.Pages;

public sealed class FormPagesOnSqlite(SqliteOffice office) : FormPagesTests(office), IClassFixture<SqliteOffice>;

public sealed class FormPagesOnPostgres(PostgresOffice office) : FormPagesTests(office), IClassFixture<PostgresOffice>;

/// <summary>The form's pages as somebody without script meets them.</summary>
public abstract class FormPagesTests(DogOffice office)
{
    /// <summary>One transparent dot.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private static readonly Dictionary<string, string> RightDog = new()
    {
        ["dog-name"] = "Bello",
        ["dog-breed"] = "poodle",
        ["dog-born-day"] = "29",
        ["dog-born-month"] = "２",
        ["dog-born-year"] = "2024",
        ["dog-weight"] = "１２",
        ["dog-story"] = "Found.\r\nKept.",
    };

    private static readonly Dictionary<string, string> RightKeeper = new()
    {
        ["keeper-home-line1"] = "1 Dog Lane",
        ["keeper-home-district"] = "Sha Tin",
        ["keeper-home-country"] = "HK",
        ["keeper-phone"] = "２３４５ ６７８９",
        ["keeper-email"] = "keeper@example.hk",
        ["keeper-identity"] = "A123456(3)",
        ["keeper-outdoors"] = "no",
    };

    [Fact]
    public async Task The_whole_journey_from_the_start_page_to_completion()
    {
        var browser = office.NewCitizen().Browser;

        var start = await browser.OpenAsync("/en/filings/new/dog-licence");
        var tasks = await browser.SubmitAsync(start);
        var filing = tasks.Path;
        var dog = await browser.OpenAsync(tasks.Html.QuerySelector("main a.govuk-task-list__link")!.GetAttribute("href")!);
        var purpose = await browser.SubmitAsync(dog, With(RightDog, ("dog-name", office.NewName())), button: "[value=on]");
        var training = await browser.SubmitAsync(purpose, new() { ["purpose-purpose"] = "guide", ["purpose-value"] = "HK$ 1,200.50" }, button: "[value=on]");
        var keeper = await browser.SubmitAsync(training, new() { ["training-school"] = "Lions" }, button: "[value=on]");
        var owners = await browser.SubmitAsync(keeper, RightKeeper, button: "[value=on]");
        var check = await browser.SubmitAsync(owners, button: "[value=on]");
        var unread = await browser.SubmitAsync(check);
        var done = await browser.SubmitAsync(check, new() { ["declared"] = "yes" });

        Assert.Equal("Dog licence", start.Heading);
        Assert.StartsWith("/en/filings/", filing, StringComparison.Ordinal);
        Assert.EndsWith("/training", training.Path, StringComparison.Ordinal);
        Assert.EndsWith("/owners", owners.Path, StringComparison.Ordinal);
        Assert.EndsWith("/check", check.Path, StringComparison.Ordinal);
        Assert.Contains("HK$1,200.50", check.Text, StringComparison.Ordinal);
        Assert.Contains("29 February 2024", check.Text, StringComparison.Ordinal);
        Assert.Contains("This is free.", check.Text, StringComparison.Ordinal);
        Assert.Equal("declared", Assert.Single(unread.Errors).Field);
        Assert.Equal(filing, done.Path);
        await office.ReachesAsync(Guid.Parse(filing.Split('/')[^1]), FilingState.Completed);
        var end = await browser.OpenAsync(filing);
        Assert.Contains("Completed", end.Heading, StringComparison.Ordinal);
        Assert.NotNull(end.Html.QuerySelector("a[href^='/en/dogs/L-']"));
    }

    public static TheoryData<string, string, string, string> WrongAnswers => new()
    {
        { "dog", "dog-name", "", "Fill in “Name of the dog”" },
        { "dog", "dog-name", "a name of more than twenty characters", "20 characters and has 37" },
        { "dog", "dog-name", "Rex\u0007", "cannot be kept" },
        { "dog", "dog-name", "Rex\u202Eoot", "cannot be kept" },
        { "dog", "dog-breed", "cat", "not among the choices" },
        { "dog", "dog-born-day", "30", "does not exist" },
        { "dog", "dog-born-month", "Feb", "is not a date" },
        { "dog", "dog-born-year", "24", "1850 to 2199" },
        { "dog", "dog-born-year", "2196", "not born yet" },
        { "dog", "dog-weight", "twelve", "whole number" },
        { "dog", "dog-weight", "1.5", "whole number" },
        { "dog", "dog-weight", "0", "1 or more" },
        { "dog", "dog-weight", "99999999999999999999999", "150 or less" },
        { "purpose", "purpose-purpose", "", "Choose an answer" },
        { "purpose", "purpose-value", "a lot", "amount in dollars" },
        { "purpose", "purpose-value", "1.005", "amount in dollars" },
        { "purpose", "purpose-value", "-1", "HK$0 or more" },
        { "purpose", "purpose-value", "100001", "HK$100,000 or less" },
        { "purpose", "purpose-tricks", "fly", "not among the choices" },
        { "keeper", "keeper-home-line1", "", "Fill in “Flat, floor, building and street”" },
        { "keeper", "keeper-home-district", "", "Fill in “District or city”" },
        { "keeper", "keeper-home-country", "XX", "not among the choices" },
        { "keeper", "keeper-phone", "call me", "not a telephone number" },
        { "keeper", "keeper-email", "keeper", "not an e-mail address" },
        { "keeper", "keeper-email", "a@b@c.hk", "not an e-mail address" },
        { "keeper", "keeper-outdoors", "perhaps", "not among the choices" },
    };

    [Theory, MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_is_named_beside_its_field_with_the_cure_and_nothing_typed_is_lost(string part, string field, string value, string message)
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);
        var right = part switch { "dog" => RightDog, "keeper" => RightKeeper, _ => new() { ["purpose-purpose"] = "pet", ["purpose-value"] = "5" } };

        var shown = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/{part}"), With(right, (field, value)), button: "[value=on]");

        var error = Assert.Single(shown.Errors);
        Assert.StartsWith(string.Join('-', field.Split('-')[..2]), error.Field, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(shown.Html.GetElementById(error.Field));
        foreach (var (name, typed) in With(right, (field, value)).Where(typed => !typed.Value.Any(char.IsControl)))
        {
            AssertKept(shown, name, typed);
        }

        Assert.Null((await amy.GetAsync(id))["content"]![part]);
    }

    [Theory]
    [InlineData("en", "Fill in “Name of the dog”.", "Choose an answer to “Breed”.")]
    [InlineData("zh-Hant", "請填寫「狗隻名字」。", "請就「品種」作出選擇。")]
    [InlineData("zh-Hans", "请填写“狗隻名字”。", "请就“品種”作出选择。")]
    public async Task Problems_speak_the_readers_language(string lang, string name, string breed)
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);

        var shown = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/{lang}/filings/{id}/dog"), button: "[value=on]");

        Assert.Equal(["dog-name", "dog-breed", "dog-born", "dog-weight"], shown.Errors.Select(error => error.Field));
        Assert.Equal([name, breed], shown.Errors.Take(2).Select(error => error.Message));
    }

    [Fact]
    public async Task A_question_stands_inside_the_choice_that_brings_it_up_and_counts_only_there()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);
        var keeper = await amy.Browser.OpenAsync($"/en/filings/{id}/keeper");

        var wrong = await amy.Browser.SubmitAsync(keeper, With(RightKeeper, ("keeper-outdoors", "yes"), ("keeper-email", "keeper")), button: "[value=on]");
        var on = await amy.Browser.SubmitAsync(wrong, new() { ["keeper-kennel"] = "Behind the house", ["keeper-email"] = "keeper@example.hk" }, button: "[value=on]");
        var indoors = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/keeper"), new() { ["keeper-outdoors"] = "no" }, button: "[value=on]");

        Assert.Equal(["keeper-email", "keeper-kennel"], wrong.Errors.Select(error => error.Field));
        Assert.NotNull(keeper.Html.QuerySelector("#conditional-keeper-outdoors #keeper-kennel"));
        Assert.EndsWith("/owners", on.Path, StringComparison.Ordinal);
        Assert.EndsWith("/owners", indoors.Path, StringComparison.Ordinal);
        Assert.Null((await amy.GetAsync(id))["content"]!["keeper"]!["kennel"]);
    }

    [Fact]
    public async Task Entries_are_added_changed_and_removed()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);
        var browser = amy.Browser;

        var list = await browser.OpenAsync($"/en/filings/{id}/owners");
        foreach (var name in (string[])["Ben", "Carmen"])
        {
            var entry = await browser.OpenAsync(list.Html.QuerySelector("main a.govuk-button")!.GetAttribute("href")!);
            list = await browser.SubmitAsync(entry, new() { [$"owners-{Entry(entry)}-name"] = name, [$"owners-{Entry(entry)}-email"] = $"{name}@example.hk", [$"owners-{Entry(entry)}-minor"] = "no" }, button: "[value=on]");
        }

        var change = await browser.OpenAsync($"/en/filings/{id}/owners/1");
        list = await browser.SubmitAsync(change, new() { ["owners-0-name"] = "Benjamin" }, button: "[value=on]");
        var names = list.Html.QuerySelectorAll("main .govuk-summary-list__value").Select(name => name.TextContent.Trim()).ToList();
        var links = list.Html.QuerySelectorAll("main .govuk-summary-list__actions a").Select(link => link.GetAttribute("href")).ToList();
        var remove = await browser.OpenAsync($"/en/filings/{id}/owners/2/remove");
        list = await browser.SubmitAsync(remove);

        Assert.Equal(["Benjamin", "Carmen"], names);
        Assert.Equal([$"/en/filings/{id}/owners/1", $"/en/filings/{id}/owners/1/remove", $"/en/filings/{id}/owners/2", $"/en/filings/{id}/owners/2/remove"], links);
        Assert.Contains("Carmen", remove.Heading, StringComparison.Ordinal);
        Assert.Contains("You have added 1.", list.Text, StringComparison.Ordinal);
        Assert.Equal("Benjamin", Assert.Single((await amy.GetAsync(id))["content"]!["owners"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/filings/{id}/owners/3")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/filings/{id}/owners/0")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/en/filings/{id}/dog/1")).Status);
    }

    [Fact]
    public async Task Half_a_page_can_be_saved_and_come_back_to()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);

        var saved = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/dog"), new() { ["dog-name"] = "Half" }, button: "[value=later]");
        var back = await amy.Browser.OpenAsync($"/en/filings/{id}/dog");

        Assert.Contains("Your draft is saved", saved.Text, StringComparison.Ordinal);
        Assert.Contains("Needs attention", saved.Text, StringComparison.Ordinal);
        AssertKept(back, "dog-name", "Half");
        Assert.Contains($"/en/filings/{id}", (await amy.Browser.OpenAsync("/en/filings")).Source, StringComparison.Ordinal);
        Assert.Contains($"/en/filings/{id}", (await amy.Browser.OpenAsync("/en/filings/new/dog-licence")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_never_overwrite_each_other_silently()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);
        var first = await amy.Browser.OpenAsync($"/en/filings/{id}/dog");
        var second = await amy.Browser.OpenAsync($"/en/filings/{id}/dog");
        var other = await amy.Browser.OpenAsync($"/en/filings/{id}/purpose");

        await amy.Browser.SubmitAsync(first, With(RightDog, ("dog-name", "First")), button: "[value=on]");
        var elsewhere = await amy.Browser.SubmitAsync(other, new() { ["purpose-purpose"] = "pet" }, button: "[value=on]");
        var told = await amy.Browser.SubmitAsync(second, With(RightDog, ("dog-name", "Second")), button: "[value=on]");
        var stored = await amy.GetAsync(id);
        await amy.Browser.SubmitAsync(told, button: "[value=on]");

        Assert.Empty(elsewhere.Errors);
        Assert.Contains("changed in another window", told.Text, StringComparison.Ordinal);
        Assert.Contains("First", told.Text, StringComparison.Ordinal);
        AssertKept(told, "dog-name", "Second");
        Assert.Equal("First", stored["content"]!["dog"]!["name"]!.GetValue<string>());
        Assert.Equal("Second", (await amy.GetAsync(id))["content"]!["dog"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_check_page_leads_to_everything_that_stands_in_the_way()
    {
        var amy = office.NewCitizen();
        var content = office.Dog();
        content["dog"]!["weight"] = null;
        content["owners"] = new JsonArray(new JsonObject { ["name"] = "Ben" });
        var id = await amy.DraftAsync(content);

        var check = await amy.Browser.OpenAsync($"/en/filings/{id}/check");

        var links = check.Html.QuerySelectorAll("#blocking a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal([$"/en/filings/{id}/dog?from=check#dog-weight", $"/en/filings/{id}/owners/1?from=check#owners-0-email", $"/en/filings/{id}/owners/1?from=check#owners-0-minor"], links);
        Assert.Null(check.Html.QuerySelector("main form"));
        foreach (var link in links)
        {
            Assert.NotNull((await amy.Browser.OpenAsync(link!)).Html.GetElementById(link!.Split('#')[1]));
        }

        var mended = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync(links[0]!), new() { ["dog-weight"] = "9" }, button: "[value=on]");
        Assert.EndsWith("/check", mended.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_filed_is_not_there()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync();
        var ben = office.NewCitizen("Ben").Browser;

        foreach (var path in (string[])["", "/dog", "/check", "/delete", "/print", "/withdraw", "/change", "/owners/1", "/owners/1/remove", $"/files/{new string('0', 64)}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ben.OpenAsync($"/en/filings/{id}{path}")).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await office.App.Browse().OpenAsync($"/en/filings/{id}{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await amy.Browser.OpenAsync($"/en/filings/{id}/cats")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amy.Browser.OpenAsync("/en/filings/new/cat-licence")).Status);
    }

    [Fact]
    public async Task A_NUL_that_no_browser_types_is_refused_with_the_whole_form()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync([]);

        var answer = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/dog"), With(RightDog, ("dog-name", "Rex\0")), button: "[value=on]");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task A_draft_can_be_deleted_and_a_submitted_filing_cannot()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync();
        var submitted = await amy.SubmitAsync(office.Dog("pet"));

        var gone = await amy.Browser.SubmitAsync(await amy.Browser.OpenAsync($"/en/filings/{id}/delete"));

        Assert.Equal("/en/filings", gone.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await amy.Browser.OpenAsync($"/en/filings/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amy.Browser.OpenAsync($"/en/filings/{submitted}/delete")).Status);
    }

    [Fact]
    public async Task A_file_is_kept_with_the_draft_and_another_type_is_refused()
    {
        var amy = office.NewCitizen();
        var id = await amy.DraftAsync(office.Dog());
        var page = await amy.Browser.OpenAsync($"/en/filings/{id}/training");

        var refused = await SendAsync(amy, page, "picture.png", "MZ"u8.ToArray());
        var taken = await SendAsync(amy, page, "paper.png", Picture);
        var again = await amy.Browser.OpenAsync($"/en/filings/{id}/training");
        var link = again.Html.QuerySelector("main a[href*='/files/']")!.GetAttribute("href")!;

        Assert.Contains("not a PDF, PNG or JPEG file", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("govuk-error-summary", taken, StringComparison.Ordinal);
        Assert.Equal(Picture, await amy.Http.GetByteArrayAsync(link));
        Assert.Equal(HttpStatusCode.NotFound, (await office.NewCitizen("Ben").Browser.OpenAsync(link)).Status);
        // Saving the page without choosing a file again keeps the one that is there.
        await amy.Browser.SubmitAsync(again, button: "[value=on]");
        Assert.Equal("paper.png", (await amy.GetAsync(id))["content"]!["training"]!["paper"]!["name"]!.GetValue<string>());
    }

    private static async Task<string> SendAsync(Citizen citizen, Page page, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "training-paper", name } };
        foreach (var input in page.Html.QuerySelectorAll<AngleSharp.Html.Dom.IHtmlInputElement>("main form input").Where(input => input.Type is "hidden" or "text"))
        {
            form.Add(new StringContent(input.Value), input.Name!);
        }

        form.Add(new StringContent("on"), "then");
        return await (await citizen.Http.PostAsync(page.Path, form)).Content.ReadAsStringAsync();
    }

    private static int Entry(Page page) => int.Parse(page.Path.Split('/')[^1]) - 1;

    private static Dictionary<string, string> With(Dictionary<string, string> fields, params (string Name, string Value)[] others)
    {
        var all = new Dictionary<string, string>(fields);
        foreach (var (name, value) in others)
        {
            all[name] = value;
        }

        return all;
    }

    private static void AssertKept(Page page, string name, string value)
    {
        var fields = page.Html.QuerySelectorAll($"[name='{name}']").ToList();
        Assert.True(fields.Count > 0, $"no field {name}");
        var kept = fields.Select(field => field switch
        {
            AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : "",
            AngleSharp.Html.Dom.IHtmlInputElement input => input.Value,
            AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value.ReplaceLineEndings("\r\n"),
            AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value ?? "",
            _ => "",
        });
        // A choice that was never offered has no box to be ticked.
        if (fields[0] is AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" or "checkbox" } or AngleSharp.Html.Dom.IHtmlSelectElement && value is "cat" or "fly" or "perhaps" or "XX" or "")
        {
            return;
        }

        Assert.Contains(value, kept);
    }
}
