using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;

namespace OneStop.Platform.Web;

/// <summary>What went wrong and what to do, in the reader's language, in place of the page that was asked for.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
internal sealed class ErrorPage(Text text) : PageModel
{
    internal string Title { get; private set; } = "";

    internal string Cure { get; private set; } = "";

    /// <summary>The page to open again, where that is the cure.</summary>
    internal string? Again { get; private set; }

    /// <summary>What to tell those who keep the site up.</summary>
    internal string? Trace { get; private set; }

    public IActionResult OnGet(int status)
    {
        if (status is < 400 or > 599)
        {
            return NotFound();
        }

        var expired = HttpContext.Items.ContainsKey(typeof(ExpiredForm));
        (Title, Cure) = Failures.Words(text, status, expired ? "form" : null);
        var asked = AskedAddress.Of(HttpContext);
        Again = expired || status is 429 or >= 500 ? asked.Path.ToUriComponent() + asked.Query : null;
        Trace = status >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        Response.StatusCode = status;
        return Page();
    }
}

/// <summary>Marks an answer that refuses a form whose token is missing or too old, so that the page can say so.</summary>
internal sealed class ExpiredForm : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Items[typeof(ExpiredForm)] = true;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
