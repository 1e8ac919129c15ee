using System.Text;

namespace OneStop.Accounts.People;

/// <summary>What a person is called, in any script; ours to show, not to correct.</summary>
internal static class PersonName
{
    public const int Longest = 100;

    public static string? Parse(string? typed)
    {
        var text = string.Join(' ', (typed ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length is > 0 and <= Longest && !text.Any(char.IsControl) && text.Any(char.IsLetter) ? text : null;
    }
}
