using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>One answer of a few: <c>&lt;govuk-choice&gt;</c> children.</summary>
[HtmlTargetElement("govuk-radios")]
public sealed class RadiosTagHelper(Text text) : ChoicesTagHelper(text)
{
    public string? Value { get; set; }

    public bool Inline { get; set; }

    private protected override string Block => "govuk-radios";

    private protected override string? Style => Inline ? "govuk-radios--inline" : null;

    private protected override string InputType => "radio";

    private protected override IReadOnlyList<string> Chosen => ValueOr(Value) is { } chosen ? [chosen] : [];
}

/// <summary>Any number of answers, or one thing to agree to: <c>&lt;govuk-choice&gt;</c> children.</summary>
[HtmlTargetElement("govuk-checkboxes")]
public sealed class CheckboxesTagHelper(Text text) : ChoicesTagHelper(text)
{
    public IEnumerable<string>? Values { get; set; }

    private protected override string Block => "govuk-checkboxes";

    private protected override string InputType => "checkbox";

    // A box that was cleared is not posted at all, so a posted form decides even by silence.
    private protected override IReadOnlyList<string> Chosen
    {
        get
        {
            var request = ViewContext.HttpContext.Request;
            return HttpMethods.IsPost(request.Method) && request.HasFormContentType
                ? [.. request.Form[Name].OfType<string>()]
                : [.. Values ?? []];
        }
    }
}

public abstract class ChoicesTagHelper(Text text) : FieldTagHelper(text)
{
    public string? Legend { get; set => field = Markup.Said(value); }

    private protected abstract string Block { get; }

    private protected virtual string? Style => null;

    private protected abstract string InputType { get; }

    private protected abstract IReadOnlyList<string> Chosen { get; }

    private protected override async Task WriteAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = new List<ChoiceTagHelper>();
        context.Items[typeof(ChoicesTagHelper)] = choices;
        await output.GetChildContentAsync();
        var chosen = Chosen;
        Markup items = $"""<div class="{Markup.Joined(Block, Style)}" data-module="{Block}"{Others(output)}>{choices.Select((choice, index) => Item(choice, index, chosen))}</div>""";
        WriteGroup(output, Fieldset(Legend, $"{HintMarkup}{ErrorMarkup}{items}"));
    }

    private Markup Item(ChoiceTagHelper choice, int index, IReadOnlyList<string> chosen)
    {
        // The first has the field's own id: there the error summary leads.
        var id = choice.Id ?? (index == 0 ? FieldId : $"{FieldId}-{index + 1}");
        var isChosen = choice.Checked || chosen.Contains(choice.Value, StringComparer.Ordinal);
        var described = Markup.Joined(Legend is null && InputType == "checkbox" ? DescribedBy : null, choice.Hint is null ? null : id + "-item-hint");
        Markup? hint = choice.Hint is null ? null : (Markup)$"""<div id="{id}-item-hint" class="govuk-hint {Block}__hint">{choice.Hint}</div>""";
        // It shows by style alone, with and without script: their script would give a radio aria-expanded, which a radio may not have.
        Markup? revealed = choice.Reveals is null ? null : (Markup)$"""<div class="{Block}__conditional" id="conditional-{id}">{choice.Reveals}</div>""";
        return $"""
            <div class="{Block}__item">
            <input class="{Block}__input" id="{id}" name="{Name}" type="{InputType}" value="{choice.Value}"{Markup.Flag("checked", isChosen)}{Markup.Flag("disabled", choice.Disabled)}{Markup.Attribute("aria-describedby", described)}>
            <label class="govuk-label {Block}__label" for="{id}">{choice.Label}</label>{hint}</div>{revealed}
            """;
    }
}

/// <summary>One answer; what stands inside it shows when it is chosen.</summary>
[HtmlTargetElement("govuk-choice", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    public string? Id { get; set => field = Markup.Said(value); }

    public string Label { get; set; } = "";

    public string? Hint { get; set => field = Markup.Said(value); }

    public bool Checked { get; set; }

    public bool Disabled { get; set; }

    internal TagHelperContent? Reveals { get; private set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var inside = await output.GetChildContentAsync();
        Reveals = inside.IsEmptyOrWhiteSpace ? null : inside;
        ((List<ChoiceTagHelper>)context.Items[typeof(ChoicesTagHelper)]).Add(this);
        output.SuppressOutput();
    }
}
