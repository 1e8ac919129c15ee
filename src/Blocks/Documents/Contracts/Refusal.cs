namespace OneStop.Documents.Contracts;

/// <summary>Why a file was not taken. Each has its words under <c>documents.refused.CODE</c>: what is wrong and what to do.</summary>
public static class Refusal
{
    public const string Empty = "empty";

    /// <summary>Larger than <see cref="IDocuments.MaxBytes"/>.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Neither PDF nor PNG nor JPEG by its content.</summary>
    public const string TypeNotAllowed = "type-not-allowed";

    /// <summary>Begins as one of these, but is cut off or broken.</summary>
    public const string Damaged = "damaged";

    /// <summary>Something follows the file's own end, as in a file that is two things at once.</summary>
    public const string TrailingData = "trailing-data";

    /// <summary>A PDF behind a password, which nobody could read or check.</summary>
    public const string Encrypted = "encrypted";

    /// <summary>A PDF with scripts, launch actions, forms that send, media players or files inside.</summary>
    public const string ActiveContent = "active-content";

    public const string Scanner = "scanner";

    public static IReadOnlyList<string> All { get; } = [Empty, TooLarge, TypeNotAllowed, Damaged, TrailingData, Encrypted, ActiveContent, Scanner];
}
