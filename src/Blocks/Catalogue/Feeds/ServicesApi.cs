using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneStop.Catalogue.Contracts;
using OneStop.Catalogue.Directory;
using OneStop.Catalogue.StartPage;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Catalogue.Feeds;

/// <summary>The catalogue for programs.</summary>
internal static class ServicesApi
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/services", List).AllowAnonymous()
            .WithName("ListServices").WithTags("Catalogue").WithSummary("Lists the government's e-services, all or those that a search finds")
            .WithDescription("Every text comes in the three languages. The words of audience and event are those of the pages' addresses: business-and-trade, starting-a-business.")
            .Produces<ServiceList>().ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapGet("/api/services/{code}", Show).AllowAnonymous()
            .WithName("ShowService").WithTags("Catalogue").WithSummary("Shows one e-service as a schema.org GovernmentService (JSON-LD)")
            .Produces(StatusCodes.Status200OK, typeof(GovernmentService), "application/ld+json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult List(ServiceCatalogue catalogue, ServiceSearch search, Text text, string? q, string? audience, string? @event, string? department)
    {
        if (ServiceFilter.Read(audience, @event, department) is not { } filter)
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: text["catalogue.api.unknown-group"]);
        }

        return Results.Ok(new ServiceList([.. search.Find(q ?? "").Where(filter.Takes).Select(entry => Item(entry, catalogue, text))], null));
    }

    private static IResult Show(string code, ICatalogue catalogue, Views views, Text text, HttpContext context)
    {
        if (catalogue.Find(code) is not { } entry)
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: text["catalogue.api.unknown-service"]);
        }

        views.Add(code, byProgram: true);
        return Results.Json(GovernmentService.Of(entry, catalogue, text, context), contentType: "application/ld+json");
    }

    private static ServiceItem Item(CatalogueEntry entry, ServiceCatalogue catalogue, Text text) => new(
        entry.Code, entry.Kind, text.All(entry.TextPrefix + ".title"), text.All(entry.TextPrefix + ".summary"),
        catalogue.Department(entry.Department), [.. entry.Audiences.Select(ServiceFilter.Word)], [.. entry.LifeEvents.Select(ServiceFilter.Word)], entry.Path);
}

internal sealed record ServiceList(IReadOnlyList<ServiceItem> Items, string? Next);

internal sealed record ServiceItem(
    string Code, ServiceKind Kind, LocalizedText Title, LocalizedText Summary, Department Department, IReadOnlyList<string> Audiences, IReadOnlyList<string> Events, string Path);
