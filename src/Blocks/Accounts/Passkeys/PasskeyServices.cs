using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.People;

namespace OneStop.Accounts.Passkeys;

internal static class PasskeyServices
{
    private const string Script = "/assets/accounts/passkeys.mjs";

    internal static void Add(IServiceCollection services)
    {
        services.AddIdentityCore<Account>().AddUserStore<PasskeyStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // The device makes sure of its owner, and knows the account: no name to type, two factors in one.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(IsOurs(asked));
        });
        services.AddScoped<PasskeySignIn>().AddScoped<OwnPasskeys>();
    }

    // The scheme is the browser's to guard (secure contexts only); before a proxy it may differ from ours.
    private static bool IsOurs(PasskeyOriginValidationContext asked) =>
        !asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, asked.HttpContext.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    internal static void MapScript(IEndpointRouteBuilder routes) => routes.MapGet(Script, (HttpResponse response) =>
    {
        response.Headers.CacheControl = "public, max-age=600";
        return Results.Stream(typeof(PasskeyServices).Assembly.GetManifestResourceStream("passkeys.mjs")!, "text/javascript");
    }).AllowAnonymous().ExcludeFromDescription();
}
