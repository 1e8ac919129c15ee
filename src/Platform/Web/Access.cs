using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace OneStop.Platform.Web;

/// <summary>Who may use a page or endpoint. Everything says one of these or <c>[AllowAnonymous]</c>; the host does not start otherwise.</summary>
public static class Access
{
    /// <summary>Anybody with an account who has signed in.</summary>
    public const string SignedIn = "signed-in";

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

internal sealed class AccessPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => policyName.Split(':') switch
    {
        [Access.SignedIn] => Person().Build(),
        [Access.Officer] => Person().RequireClaim(PersonClaims.Officer).Build(),
        [Access.Officer, var department, var role] => Person().RequireClaim(PersonClaims.Officer, $"{department}:{role}").Build(),
        _ => await base.GetPolicyAsync(policyName),
    };

    private static AuthorizationPolicyBuilder Person() => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(PersonClaims.Id);
}
