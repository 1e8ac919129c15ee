using Microsoft.AspNetCore.Razor.TagHelpers;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web.Components;

/// <summary>A file to send; its form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("govuk-file")]
public sealed class FileTagHelper(Text text) : FieldTagHelper(text)
{
    public string? Accept { get; set => field = Markup.Said(value); }

    private protected override Markup Control(TagHelperOutput output)
    {
        var classes = Markup.Joined("govuk-file-upload", ErrorClass("govuk-file-upload", HasErrors));
        return $"""<input class="{classes}" id="{FieldId}" name="{Name}" type="file"{Markup.Attribute("accept", Accept)}{Markup.Attribute("aria-describedby", DescribedBy)}{Others(output)}>""";
    }
}
