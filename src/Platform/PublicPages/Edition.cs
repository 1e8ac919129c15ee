using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Platform.PublicPages;

/// <summary>One publication at one moment: every representation of it.</summary>
public sealed class Edition
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);
    private readonly List<Part> parts = [];

    internal Edition(DateTimeOffset now) => Now = now;

    /// <summary>The moment for which the edition is composed.</summary>
    public DateTimeOffset Now { get; }

    internal IReadOnlyList<Part> Parts => parts;

    internal DateTimeOffset? Until { get; private set; }

    internal TimeSpan Life { get; private set; } = LongestLife;

    /// <summary>A page of the app in every language, by its address without the language: <c>/weather</c>. It must answer 200 to somebody unknown.</summary>
    /// <param name="query">In the order and spelling of the links that lead to it: <c>department=cr</c>. Other queries go to the page itself.</param>
    public Edition Page(string path, string query = "")
    {
        parts.AddRange(Lang.All.Select(lang => new Part(SitePages.Address(path, lang), query) { Rendered = true }));
        return this;
    }

    /// <summary>An anonymous endpoint of the app, by its whole address: <c>/api/usage.csv</c>. It has nothing of anybody's own and is served to all.</summary>
    public Edition Answer(string path, string query = "", bool anyOrigin = false)
    {
        parts.Add(new Part(path, query) { Rendered = true, AnyOrigin = anyOrigin });
        return this;
    }

    /// <summary>JSON, XML or CSV made here. It has nothing of anybody's own and is served to all.</summary>
    /// <param name="query">One of the closed set of queries the address answers to: <c>dataType=flw&amp;lang=en</c>. In a request the parameters may stand in any order; with any other parameter or value it goes on to the app's own endpoints.</param>
    /// <param name="onEachView">For counting; it may hold on to singletons only.</param>
    public Edition Bytes(string path, string contentType, byte[] bytes, string query = "", bool anyOrigin = false, Action? onEachView = null)
    {
        parts.Add(new Part(path, query) { ContentType = contentType, Bytes = bytes, AnyOrigin = anyOrigin, OnEachView = onEachView });
        return this;
    }

    /// <summary>
    /// It stays true until then at the longest (the next scheduled issue, a warning's end): it is rendered anew at that moment, and
    /// nobody keeps it longer. The earliest of several counts; what is past says nothing.
    /// </summary>
    public Edition HoldsUntil(DateTimeOffset moment)
    {
        if (moment > Now && !(Until < moment))
        {
            Until = moment;
        }

        return this;
    }

    /// <summary>How long browsers and caches may keep it without asking: a minute unless less is said here.</summary>
    public Edition KeptFor(TimeSpan life)
    {
        Life = life < LongestLife ? life : LongestLife;
        return this;
    }

    internal sealed record Part(string Path, string Query)
    {
        internal bool Rendered { get; init; }
        internal string ContentType { get; init; } = "";
        internal byte[] Bytes { get; init; } = [];
        internal bool AnyOrigin { get; init; }
        internal Action? OnEachView { get; init; }
    }
}
