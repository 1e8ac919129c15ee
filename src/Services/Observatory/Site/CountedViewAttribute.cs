using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Platform.PublicPages;
using OneStop.Usage.Contracts;

namespace OneStop.Observatory.Site;

/// <summary>On a weather page's model: every view of it counts as one of the service, however the page is served.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CountedViewAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context)
    {
        var http = context.HttpContext;
        if (context.Result is PageResult && !HttpMethods.IsHead(http.Request.Method))
        {
            var usage = http.RequestServices.GetRequiredService<IUsage>();
            http.OnEachView(() => usage.Count(ObservatoryModule.Service, UsageStep.View, UsageChannel.Web));
        }
    }
}
