using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace OneStop.Platform.Web;

/// <summary>Refuses to start a program in which a page or an endpoint does not say who may use it.</summary>
internal static class DeniedByDefault
{
    internal static void Check(WebApplication app)
    {
        var silent = SilentEndpoints(app).Concat(SilentPages(app)).ToList();
        if (silent.Count > 0)
        {
            throw new InvalidOperationException($"These do not say who may use them ([AllowAnonymous] or [Authorize]): {string.Join(", ", silent)}");
        }
    }

    private static IEnumerable<string> SilentEndpoints(IEndpointRouteBuilder routes) => routes.DataSources
        .SelectMany(source => source.Endpoints)
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null)
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
        .Select(endpoint => endpoint.DisplayName ?? "an endpoint");

    private static IEnumerable<string> SilentPages(WebApplication app)
    {
        var views = new ViewsFeature();
        app.Services.GetRequiredService<ApplicationPartManager>().PopulateFeature(views);
        return views.ViewDescriptors
            .Where(view => view.Type is { } type && typeof(PageBase).IsAssignableFrom(type))
            .Where(view => !SaysWho(view.Type!) && !SaysWho(view.Type!.GetProperty("Model")?.PropertyType))
            .Select(view => view.RelativePath);
    }

    private static bool SaysWho(Type? type) =>
        type?.GetCustomAttributes(inherit: true).Any(attribute => attribute is IAllowAnonymous or IAuthorizeData) == true;
}
