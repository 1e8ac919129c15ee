using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Bulletins;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Warnings;

/// <summary>Forecasters' side of the Observatory.</summary>
internal static class Forecasters
{
    internal const string Role = "forecaster";

    internal static void AddForecasters(this IServiceCollection services)
    {
        services.AddScoped<WarningDesk>();
        services.AddScoped<DeskReading>();
        services.AddScoped<BulletinDesk>();
        services.AddNavigation(new NavigationLink("observatory.desk.link", "/weather/desk", NavigationPlace.Header, 45, person => person.IsOfficerOf(ObservatoryModule.Department, Role)));
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        WarningsApi.Map(routes);
        BulletinsApi.Map(routes);
    }

    internal static void AddProblems(this PageModel page, IEnumerable<RuleProblem> problems, Platform.Texts.Text text) => problems.AddTo(page.ModelState, text);
}
