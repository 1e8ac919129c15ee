using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Accounts.Sessions;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Accounts.Posts;

/// <summary>Operators give officers their posts and take them away.</summary>
internal static partial class PostsApi
{
    private const string Tag = "Accounts";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var operators = Access.OfficerOf("dpo", "operator");
        routes.MapGet("/api/posts", ListAsync).RequireAuthorization(operators)
            .WithName("ListPosts").WithSummary("Every officer's posts.").WithTags(Tag).Produces<IReadOnlyList<GivenPost>>();
        routes.MapPost("/api/posts", GiveAsync).RequireAuthorization(operators)
            .WithName("GivePost").WithSummary("Gives a person with an account a role in a department.").WithTags(Tag)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapDelete("/api/posts", TakeAsync).RequireAuthorization(operators)
            .WithName("TakePost").WithSummary("Takes a role in a department away from a person.").WithTags(Tag)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(AccountsDb db, IPeople people, CancellationToken ct)
    {
        var posts = await db.Posts.OrderBy(post => post.Department).ThenBy(post => post.Role).ToListAsync(ct);
        var holders = await people.FindAsync([.. posts.Select(post => post.AccountId).Distinct()], ct);
        return Results.Ok(posts.Select(post => new GivenPost(holders[post.AccountId].Email, post.Department, post.Role, post.GivenAt)));
    }

    private static async Task<IResult> GiveAsync(PostRequest request, IPeople people, Writes writes, TimeProvider time, Text text, CancellationToken ct)
    {
        var person = await people.FindByEmailAsync(request.Email ?? "", ct);
        List<RuleProblem> problems =
        [
            .. person is null ? [new RuleProblem("email", "email.unknown", "accounts.posts.unknown")] : Array.Empty<RuleProblem>(),
            .. Code().IsMatch(request.Department ?? "") ? [] : new[] { new RuleProblem("department", "department.invalid", "accounts.posts.invalid") },
            .. Code().IsMatch(request.Role ?? "") ? [] : new[] { new RuleProblem("role", "role.invalid", "accounts.posts.invalid") },
        ];
        if (problems.Count > 0)
        {
            return problems.ToResult(text);
        }

        await writes.RunAsync(async write =>
        {
            if (await write.Get<AccountsDb>().Posts.FindAsync([person!.Id, request.Department, request.Role], ct) is null)
            {
                write.Get<AccountsDb>().Posts.Add(new Post { AccountId = person.Id, Department = request.Department!, Role = request.Role!, GivenAt = time.GetUtcNow() });
                await write.AuditAsync(person.Id, "account.post-given", ct, ("post", $"{request.Department}:{request.Role}"));
            }
        }, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> TakeAsync([FromQuery] string email, [FromQuery] string department, [FromQuery] string role, IPeople people, Writes writes, CancellationToken ct)
    {
        var person = await people.FindByEmailAsync(email, ct);
        var taken = person is not null && await writes.RunAsync(async write =>
        {
            if (await write.Get<AccountsDb>().Posts.FindAsync([person.Id, department, role], ct) is not { } post)
            {
                return false;
            }

            write.Get<AccountsDb>().Posts.Remove(post);
            await write.AuditAsync(person.Id, "account.post-taken", ct, ("post", $"{department}:{role}"));
            return true;
        }, ct);
        return taken ? Results.NoContent() : Results.Problem(statusCode: StatusCodes.Status404NotFound);
    }

    [GeneratedRegex("^[a-z][a-z-]{1,29}$")]
    private static partial Regex Code();
}

internal sealed record PostRequest(string? Email, string? Department, string? Role);

internal sealed record GivenPost(string Email, string Department, string Role, DateTimeOffset GivenAt);
