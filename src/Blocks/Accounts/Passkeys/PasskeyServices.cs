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
        });
        services.AddScoped<PasskeySignIn>().AddScoped<OwnPasskeys>();
    }

    internal static void MapScript(IEndpointRouteBuilder routes) => routes.MapGet(Script, (HttpResponse response) =>
    {
        response.Headers.CacheControl = "public, max-age=600";
        return Results.Stream(typeof(PasskeyServices).Assembly.GetManifestResourceStream("passkeys.mjs")!, "text/javascript");
    }).AllowAnonymous().ExcludeFromDescription();
}
