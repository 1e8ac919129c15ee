using System.Text;
using OneStop.Platform.Identifiers;

namespace OneStop.Documents.Verification;

/// <summary>A serial as somebody typed it: whatever spacing, case or width; a slip is told apart from what is no serial at all.</summary>
internal readonly record struct TypedSerial(string? Serial, string? Problem)
{
    private const int Shortest = 13;
    private const int Longest = 14;

    internal static TypedSerial Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new(null, "empty");
        }

        if (ReferenceNumber.Parse(typed) is { } serial)
        {
            return new(serial, null);
        }

        var symbols = typed.Normalize(NormalizationForm.FormKC).Count(char.IsAsciiLetterOrDigit);
        return new(null, symbols is >= Shortest and <= Longest ? "check" : "shape");
    }
}
