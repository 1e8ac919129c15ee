using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace OneStop.Platform.Web;

/// <summary>Who may use a page or endpoint. Everything says one of these or <c>[AllowAnonymous]</c>; the host does not start otherwise.</summary>
public static class Access
{
    /// <summary>Anybody with an account who has signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Anybody who has signed in, or a program with an organisation's credential; what it may do is for whoever asks to find out.</summary>
    public const string SignedInOrProgram = "signed-in-or-program";

    /// <summary>Any officer of any department.</summary>
    public const string Officer = "officer";

    /// <summary>Officers of one department in one role: <c>OfficerOf("cr", "registrar")</c>.</summary>
    public static string OfficerOf(string department, string role) => $"{Officer}:{department}:{role}";
}

/// <summary>For officers of one department in one role.</summary>
public sealed class OfficersAttribute(string department, string role) : AuthorizeAttribute(Access.OfficerOf(department, role));

/// <summary>The names of claims and what they say.</summary>
public static class PersonClaims
{
    public const string Id = "sub";
    public const string Name = "name";

    /// <summary>One for each role: <c>cr:registrar</c>.</summary>
    public const string Officer = "officer";

    public static Guid? PersonId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Id), out var id) ? id : null;

    /// <summary>The signed-in person's id; only where a policy has made sure of one.</summary>
    public static Guid RequiredPersonId(this ClaimsPrincipal person) => person.PersonId() ?? throw new InvalidOperationException("Nobody is signed in.");

    public static bool IsOfficer(this ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == Officer);

    public static bool IsOfficerOf(this ClaimsPrincipal person, string department, string role) => person.HasClaim(Officer, $"{department}:{role}");

    /// <summary>The departments in which the person holds any role.</summary>
    public static IReadOnlyList<string> Departments(this ClaimsPrincipal person) =>
        [.. person.FindAll(Officer).Select(claim => claim.Value.Split(':')[0]).Distinct(StringComparer.Ordinal)];
}

/// <summary>What a program with an organisation's credential carries.</summary>
public static class ClientClaims
{
    /// <summary>The credential's id.</summary>
    public const string Id = "client";
    public const string Organisation = "organisation";

    /// <summary>One for each right: <c>road-cargo:lodge</c>.</summary>
    public const string Right = "right";

    public static Guid? ClientId(this ClaimsPrincipal caller) => Guid.TryParse(caller.FindFirstValue(Id), out var id) ? id : null;

    /// <summary>Whose credential it is.</summary>
    public static Guid? ClientOrganisation(this ClaimsPrincipal caller) => Guid.TryParse(caller.FindFirstValue(Organisation), out var id) ? id : null;

    public static bool IsClientWith(this ClaimsPrincipal caller, string right) => caller.HasClaim(Right, right);

    /// <summary>The person's id, or the credential's; only where <see cref="Access.SignedInOrProgram"/> has made sure of one.</summary>
    public static Guid RequiredCallerId(this ClaimsPrincipal caller) => caller.ClientId() ?? caller.RequiredPersonId();
}

internal sealed class AccessPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => policyName.Split(':') switch
    {
        [Access.SignedIn] => Person().Build(),
        [Access.SignedInOrProgram] => new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
            .RequireAssertion(asked => asked.User.HasClaim(claim => claim.Type is PersonClaims.Id or ClientClaims.Id)).Build(),
        [Access.Officer] => Person().RequireClaim(PersonClaims.Officer).Build(),
        [Access.Officer, var department, var role] => Person().RequireClaim(PersonClaims.Officer, $"{department}:{role}").Build(),
        _ => await base.GetPolicyAsync(policyName),
    };

    private static AuthorizationPolicyBuilder Person() => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(PersonClaims.Id);
}
