using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Web.Components;

namespace OneStop.Platform.Tests.Web.Components;

/// <summary>Our tag helpers write what govuk-frontend's own templates write. A fixture that uses an option we do not offer is passed over; a component with none left fails.</summary>
public sealed class ComponentTests
{
    private static readonly string[] FieldOptions = ["name", "id", "label", "hint", "errorMessage"];

    [Fact]
    public Task An_input_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "input", [.. FieldOptions, "value", "type", "inputmode", "autocomplete", "spellcheck", "prefix", "suffix", "classes"], options =>
        {
            var classes = Word(options, "classes");
            var width = classes?.StartsWith("govuk-input--width-", StringComparison.Ordinal) == true && !classes.Contains(' ', StringComparison.Ordinal) ? classes["govuk-input--width-".Length..] : null;
            return classes is not null && width is null ? null : Render.HtmlAsync(Field(new InputTagHelper(Render.Text)
            {
                Type = Word(options, "type") ?? "text",
                Value = Word(options, "value"),
                Inputmode = Word(options, "inputmode"),
                Autocomplete = Word(options, "autocomplete"),
                Spellcheck = Word(options, "spellcheck"),
                Prefix = Words(options, "prefix"),
                Suffix = Words(options, "suffix"),
                Width = width,
            }, options));
        });

    [Fact]
    public Task A_password_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "password-input", [.. FieldOptions, "autocomplete"],
        options => Render.HtmlAsync(Field(new PasswordTagHelper(Render.Text) { Autocomplete = Word(options, "autocomplete") ?? "current-password" }, options)));

    [Fact]
    public Task A_text_area_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "textarea", [.. FieldOptions, "value", "rows", "autocomplete", "spellcheck"], TextArea);

    [Fact]
    public Task A_text_area_with_a_limit_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "character-count", [.. FieldOptions, "value", "rows", "maxlength", "spellcheck"], options => options.ContainsKey("maxlength") ? TextArea(options) : null);

    [Fact]
    public Task A_select_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "select", [.. FieldOptions, "value", "items"], options =>
        {
            var items = Items(options, "value", "text", "selected", "disabled");
            return items is null || items.Any(item => !item.ContainsKey("value")) ? null : Render.HtmlAsync(
                Field(new SelectTagHelper(Render.Text) { Value = Word(options, "value") ?? items.Where(item => IsOn(item, "selected")).Select(item => Word(item, "value")).FirstOrDefault() }, options),
                [.. items.Select(item => ((TagHelper)new OptionTagHelper { Value = Word(item, "value")!, Text = Word(item, "text"), Disabled = IsOn(item, "disabled") }, (string?)null))]);
        });

    [Fact]
    public Task Radios_are_written_as_govuk_frontend_writes_them() => CompareAsync(
        "radios", [.. FieldOptions, "idPrefix", "value", "items", "fieldset", "classes"], options =>
        {
            var inline = Word(options, "classes") == "govuk-radios--inline";
            return Word(options, "classes") is not null && !inline ? null : Choices(new RadiosTagHelper(Render.Text) { Value = Word(options, "value"), Inline = inline }, options);
        });

    [Fact]
    public Task Checkboxes_are_written_as_govuk_frontend_writes_them() => CompareAsync(
        "checkboxes", [.. FieldOptions, "idPrefix", "values", "items", "fieldset"],
        options => Choices(new CheckboxesTagHelper(Render.Text) { Values = options["values"]?.AsArray().Select(value => value!.ToString()) }, options));

    [Fact]
    public Task A_date_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "date-input", ["id", "namePrefix", "hint", "errorMessage", "fieldset", "values"], options =>
        {
            if (!Legend(options, out var legend, out var heading, out var size))
            {
                return null;
            }

            // Ours always has a name; theirs may leave it out.
            var name = Word(options, "namePrefix") ?? "unnamed";
            var values = options["values"]?.AsObject();
            return Unnamed(Render.HtmlAsync(new DateTagHelper(Render.Text)
            {
                ViewContext = View(name, options),
                Name = name,
                Id = Word(options, "id"),
                Hint = Words(options, "hint"),
                Legend = legend,
                Heading = heading,
                Size = size,
                Value = values is null ? null : $"{Number(values, "year"):0000}-{Number(values, "month"):00}-{Number(values, "day"):00}",
            }));
        });

    [Fact]
    public Task A_file_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "file-upload", FieldOptions, options => Render.HtmlAsync(Field(new FileTagHelper(Render.Text), options)));

    [Fact]
    public Task A_button_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "button", ["text", "href", "name", "value", "classes", "isStartButton", "preventDoubleClick", "disabled", "type"], options =>
        {
            var classes = Word(options, "classes") ?? "";
            // Ours prevents it unless told not to; theirs says so either way.
            if (classes.Contains(':', StringComparison.Ordinal) || Word(options, "preventDoubleClick") == "false")
            {
                return null;
            }

            var attributes = new[] { "name", "value", "type" }.Where(options.ContainsKey).ToDictionary(name => name, name => Word(options, name)!);
            var others = string.Join(' ', classes.Split(' ').Except(["govuk-button--secondary", "govuk-button--warning", "govuk-button--inverse"]));
            if (others.Length > 0)
            {
                attributes["class"] = others;
            }

            return Render.HtmlAsync(
                new ButtonTagHelper
                {
                    Href = Word(options, "href"),
                    Secondary = classes.Contains("--secondary", StringComparison.Ordinal),
                    Warning = classes.Contains("--warning", StringComparison.Ordinal),
                    Inverse = classes.Contains("--inverse", StringComparison.Ordinal),
                    Start = IsOn(options, "isStartButton"),
                    Disabled = IsOn(options, "disabled"),
                    PreventDoubleClick = IsOn(options, "preventDoubleClick"),
                },
                Encoded(Word(options, "text")),
                attributes);
        });

    [Fact]
    public Task An_error_summary_is_written_as_govuk_frontend_writes_it() => CompareAsync(
        "error-summary", ["titleText", "errorList"], options =>
        {
            if (Items(options, "errorList", "text", "href") is not { } errors || Word(options, "titleText") != "There is a problem")
            {
                return null;
            }

            var view = Render.View();
            foreach (var error in errors)
            {
                var name = Word(error, "href")?.TrimStart('#') ?? "";
                ShownFields.Of(view.HttpContext).Add(name);
                view.ViewData.ModelState.AddModelError(name, Word(error, "text")!);
            }

            return Render.HtmlAsync(new ErrorSummaryTagHelper(Render.Text) { ViewContext = view });
        });

    private static async Task<string> Unnamed(Task<string> rendering) => (await rendering).Replace("name=\"unnamed-", "name=\"", StringComparison.Ordinal);

    private static Task<string> TextArea(JsonObject options) => Render.HtmlAsync(Field(new TextAreaTagHelper(Render.Text)
    {
        Value = Word(options, "value"),
        Rows = Number(options, "rows") ?? 5,
        MaxLength = Number(options, "maxlength"),
        Autocomplete = Word(options, "autocomplete"),
        Spellcheck = Word(options, "spellcheck"),
    }, options));

    private static Task<string>? Choices(ChoicesTagHelper helper, JsonObject options)
    {
        if (Items(options, "items", "value", "text", "id", "hint", "checked", "disabled") is not { } items || !Legend(options, out var legend, out var heading, out var size))
        {
            return null;
        }

        var name = Word(options, "name")!;
        helper.ViewContext = View(name, options);
        (helper.Name, helper.Id, helper.Hint) = (name, Word(options, "idPrefix"), Words(options, "hint"));
        (helper.Legend, helper.Heading, helper.Size) = (legend, heading, size);
        return Render.HtmlAsync(helper, [.. items.Select(item => ((TagHelper)new ChoiceTagHelper
        {
            Value = Word(item, "value") ?? "",
            Label = Word(item, "text") ?? "",
            Id = Word(item, "id"),
            Hint = Words(item, "hint"),
            Checked = IsOn(item, "checked"),
            Disabled = IsOn(item, "disabled"),
        }, (string?)null))]);
    }

    private static T Field<T>(T helper, JsonObject options)
        where T : FieldTagHelper
    {
        var label = options["label"]!.AsObject();
        (helper.Name, helper.Id) = (Word(options, "name")!, Word(options, "id"));
        (helper.Label, helper.Hint) = (Word(label, "text"), Words(options, "hint"));
        helper.Heading = IsOn(label, "isPageHeading");
        helper.ViewContext = View(helper.Name, options);
        return helper;
    }

    private static ViewContext View(string name, JsonObject options) => Render.View(name, Words(options, "errorMessage"));

    /// <summary>False for a fieldset with more than a legend of text.</summary>
    private static bool Legend(JsonObject options, out string? legend, out bool heading, out string? size)
    {
        (legend, heading, size) = (null, false, null);
        if (options["fieldset"] is not JsonObject fieldset)
        {
            return true;
        }

        if (fieldset.Count != 1 || fieldset["legend"] is not JsonObject words || words.Any(word => word.Key is not ("text" or "classes" or "isPageHeading")))
        {
            return false;
        }

        (legend, heading, size) = (Word(words, "text"), IsOn(words, "isPageHeading"), Word(words, "classes")?.Split("--")[^1]);
        return true;
    }

    private static string? Word(JsonObject options, string name) => options[name] is JsonValue value ? value.ToString() : null;

    private static string? Words(JsonObject options, string name) => options[name] is JsonObject words ? Word(words, "text") : null;

    private static int? Number(JsonObject options, string name) => options[name] is JsonValue value && int.TryParse(value.ToString(), out var number) ? number : null;

    private static bool IsOn(JsonObject options, string name) => Word(options, name) == "true";

    // An item that insists on not being the chosen one.
    private static bool IsOff(JsonObject options, string name) => Word(options, name) == "false";

    private static string Encoded(string? text) => System.Net.WebUtility.HtmlEncode(text ?? "");

    /// <summary>The list, unless one item says more than we offer.</summary>
    private static List<JsonObject>? Items(JsonObject options, string list, params string[] known) =>
        options[list == "value" ? "items" : list] is JsonArray items && items.All(item => item is JsonObject one && one.All(option => option.Key == list || known.Contains(option.Key)) && one["html"] is null && !IsOff(one, "checked") && !IsOff(one, "selected") && (one["hint"] as JsonObject)?.ContainsKey("classes") != true && (one["hint"] as JsonObject)?.ContainsKey("attributes") != true)
            ? [.. items.Select(item => item!.AsObject())]
            : null;

    private static async Task CompareAsync(string component, string[] known, Func<JsonObject, Task<string>?> render)
    {
        var compared = 0;
        foreach (var (name, options, html) in GovukFixtures.Of(component))
        {
            var plain = options.All(option => known.Contains(option.Key) && OnlyText(option.Value));
            if (!plain || render(options) is not { } rendering)
            {
                continue;
            }

            Assert.True(GovukFixtures.Normalise(html) == GovukFixtures.Normalise(await rendering), $"{component}: {name}\nexpected\n{GovukFixtures.Normalise(html)}\nwritten\n{GovukFixtures.Normalise(await rendering)}");
            compared++;
        }

        Assert.True(compared >= 2, $"Only {compared} fixtures of {component} could be compared.");
    }

    // Labels and hints with classes, attributes or HTML are options that we do not have.
    private static bool OnlyText(JsonNode? value) => value is not JsonObject words
        || words.ContainsKey("legend") || words.ContainsKey("day")
        || words.All(word => word.Key is "text" or "isPageHeading" || (word.Key == "classes" && word.Value!.ToString() == "govuk-label--l" && IsOn(words, "isPageHeading")));
}
