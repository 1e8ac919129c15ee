using Microsoft.Extensions.Primitives;

namespace OneStop.Platform.PublicPages;

/// <summary>One address as it is served: what a request needs, made ready before.</summary>
internal sealed class Entry
{
    private static readonly StringValues[] Lives = [.. Enumerable.Range(0, 61).Select(seconds => new StringValues(seconds == 0 ? "no-cache" : $"public, max-age={seconds}"))];
    private readonly int life;
    private readonly long until;
    private readonly Answer?[] answers = new Answer?[3];
    private volatile Old? old;

    /// <param name="until">On the clock that never jumps, in milliseconds; see <see cref="Environment.TickCount64"/>.</param>
    internal Entry(Content content, string contentType, bool isPage, bool anyOrigin, TimeSpan life, long until, DateTimeOffset published, Action? onEachView)
    {
        Content = content;
        ContentType = contentType;
        IsPage = isPage;
        AnyOrigin = anyOrigin;
        this.life = (int)life.TotalSeconds;
        this.until = until;
        Published = published;
        LastModified = published.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        OnEachView = onEachView;
    }

    internal Content Content { get; }

    internal StringValues ContentType { get; }

    /// <summary>HTML with the site's navigation: not for people who are signed in.</summary>
    internal bool IsPage { get; }

    internal bool AnyOrigin { get; }

    internal DateTimeOffset Published { get; }

    internal StringValues LastModified { get; }

    internal Action? OnEachView { get; }

    internal StringValues CacheControl(long now) => Lives[Math.Clamp((until - now) / 1000, 0, life)];

    /// <summary>The answer to who takes this encoding at best: <c>br</c>, <c>gzip</c> or null.</summary>
    internal Answer In(string? encoding)
    {
        var (place, body) = encoding switch
        {
            "br" when Content.Brotli5Or11 is { } brotli => (2, brotli),
            "gzip" when Content.Gzip is { } gzip => (1, gzip),
            _ => (0, Content.Plain),
        };
        // Made when first asked for: of most addresses nobody asks for more than one. Two made at once are alike.
        return answers[place] is { } known && ReferenceEquals(known.Body, body) ? known : answers[place] = new Answer(this, body);
    }

    /// <summary>The same page that says so many minutes' age; nobody keeps it. Made when first asked for in that minute.</summary>
    internal Entry Aged(int minutes, Func<string> sentence)
    {
        if (old is { } known && known.Minutes == minutes)
        {
            return known.Entry;
        }

        var aged = new Entry(new Content(OldPage.With(Content.Plain.Bytes, sentence()), compress: true), ContentType.ToString(), IsPage, AnyOrigin, TimeSpan.Zero, 0, Published, OnEachView);
        old = new Old(minutes, aged);
        return aged;
    }

    internal static bool IsHtml(string contentType) => contentType.StartsWith("text/html", StringComparison.Ordinal);

    internal static bool IsText(string contentType) =>
        contentType.StartsWith("text/", StringComparison.Ordinal) || contentType.Contains("json", StringComparison.Ordinal)
        || contentType.Contains("xml", StringComparison.Ordinal) || contentType.Contains("javascript", StringComparison.Ordinal);

    private sealed record Old(int Minutes, Entry Entry);
}
