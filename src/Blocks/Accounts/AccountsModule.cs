using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.MyAccount;
using OneStop.Accounts.Organisations;
using OneStop.Accounts.Passkeys;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.People;
using OneStop.Accounts.Posts;
using OneStop.Accounts.SecondFactors;
using OneStop.Accounts.Sessions;
using OneStop.Accounts.SignIn;
using OneStop.Accounts.SignUp;
using OneStop.Platform.Modules;
using OneStop.Platform.PublicPages;
using OneStop.Platform.Web;

namespace OneStop.Accounts;

/// <summary>People, officers' posts, and how they sign in.</summary>
public sealed class AccountsModule : IModule
{
    /// <summary>What every demonstration account opens with, unless <c>Demo:Password</c> says otherwise.</summary>
    public const string DemoPassword = "Victoria-Harbour-2012";

    /// <summary>The demonstration's accounts and what each is for.</summary>
    public static IReadOnlyList<(string Email, string Role)> DemoAccounts { get; } = [.. DemoPeople.All.Select(person => (person.Email, person.Post ?? "member of the public"))];

    public string Name => "Accounts";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(AccountsOptions.Read(configuration));
        services.AddModuleDb<AccountsDb>();
        services.AddDemoData<DemoPeople>();
        services.AddJob<ForgetSessions>("accounts.forget-sessions", "0 15 3 * * ?");
        services.AddScoped<PeopleDirectory>().AddScoped<IPeople>(scope => scope.GetRequiredService<PeopleDirectory>());

        services.AddOrganisations();

        services.AddSingleton<PasswordHashes>();
        services.AddSingleton<SealedCookies>();
        services.AddScoped<StartSignUp>().AddScoped<ConfirmSignUp>();
        services.AddScoped<CheckPassword>().AddScoped<CheckCode>();
        services.AddScoped<SessionCheck>().AddScoped<EndSession>();
        services.AddScoped<ResetPassword>().AddScoped<ChangeEmail>();
        services.AddScoped<OwnSecondFactor>();
        SignInSchemes.Add(services);
        services.AddPersonalCookie(SignInSchemes.SessionCookie);
        PasskeyServices.Add(services);

        services.AddNavigation(new NavigationLink("accounts.sign-in.title", "/sign-in", NavigationPlace.Header, 90, person => person.PersonId() is null));
        services.AddNavigation(new NavigationLink("accounts.account.title", "/account", NavigationPlace.Header, 90, person => person.PersonId() is not null));
        services.AddNavigation(new NavigationLink("accounts.sign-out.go", "/sign-out", NavigationPlace.Header, 95, person => person.PersonId() is not null));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        SignUpApi.Map(routes);
        SessionApi.Map(routes);
        PostsApi.Map(routes);
        OrganisationsApi.Map(routes);
        PasskeyServices.MapScript(routes);
    }
}
