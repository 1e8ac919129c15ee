using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OneStop.Kit;

/// <summary>A person at a browser without script: opens pages, fills in forms by their fields' names, submits them with everything hidden in them.</summary>
public sealed class Browser : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient http;

    /// <summary>Of a stranger, at a program that is no <see cref="TestApp"/>.</summary>
    public Browser(Uri address)
        : this(address, null, [])
    {
    }

    internal Browser(Uri address, Guid? personId, string[] officer)
    {
        var cookies = new CookieContainer();
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = true }) { BaseAddress = address };
        if (personId is { } id)
        {
            // Whoever is signed in has a cookie, and so never meets the published pages.
            cookies.Add(address, new Cookie(TestSignIn.Cookie, "yes"));
            http.DefaultRequestHeaders.Add(TestSignIn.PersonHeader, id.ToString());
            http.DefaultRequestHeaders.Add(TestSignIn.OfficerHeader, string.Join(',', officer));
        }
    }

    /// <summary>The plain client with this browser's cookies, for JSON.</summary>
    public HttpClient Http => http;

    public async Task<Page> OpenAsync(string path) => await ReadAsync(await http.GetAsync(path));

    public async Task<Page> SubmitAsync(Page page, Dictionary<string, string>? fields = null, string? form = null, string? button = null)
    {
        var element = form is null
            ? page.Html.QuerySelector("main form") ?? page.Html.QuerySelector("form")
            : page.Html.QuerySelector(form);
        if (element is not IHtmlFormElement found)
        {
            throw new InvalidOperationException($"No form {form} at {page.Path}:\n{page.Html.Body?.TextContent}");
        }

        var values = new List<KeyValuePair<string, string>>();
        foreach (var input in found.Elements)
        {
            var (name, value) = input switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => (null, null),
                IHtmlInputElement { Type: "submit" or "image" or "file" } => (null, null),
                IHtmlInputElement typed => (typed.Name, typed.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                IHtmlSelectElement select => (select.Name, select.Value),
                _ => ((string?)null, (string?)null),
            };
            if (!string.IsNullOrEmpty(name) && fields?.ContainsKey(name) != true)
            {
                values.Add(new(name, value ?? ""));
            }
        }

        values.AddRange((fields ?? []).Select(field => new KeyValuePair<string, string>(field.Key, field.Value)));
        var pressed = button is null ? null : found.QuerySelector(button);
        if (pressed?.GetAttribute("name") is { } buttonName)
        {
            values.Add(new(buttonName, pressed.GetAttribute("value") ?? ""));
        }

        var action = pressed?.GetAttribute("formaction") ?? found.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page.Path : action;
        var response = string.Equals(found.Method, "get", StringComparison.OrdinalIgnoreCase)
            ? await http.GetAsync($"{target.Split('?')[0]}?{await new FormUrlEncodedContent(values).ReadAsStringAsync()}")
            : await http.PostAsync(target, new FormUrlEncodedContent(values));
        return await ReadAsync(response);
    }

    public void Dispose() => http.Dispose();

    private static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Page(response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, Parser.ParseDocument(html), html);
    }
}

/// <param name="Path">Where the browser ended after redirects.</param>
public sealed record Page(HttpStatusCode Status, string Path, IHtmlDocument Html, string Source)
{
    public string Heading => Html.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The page's main text with single spaces.</summary>
    public string Text => string.Join(' ', (Html.QuerySelector("main") ?? Html.Body)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The messages of the error summary, each with the field it leads to.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors =>
        [.. Html.QuerySelectorAll(".govuk-error-summary__list a").Select(link => (link.GetAttribute("href")!.TrimStart('#'), link.TextContent.Trim()))];
}
