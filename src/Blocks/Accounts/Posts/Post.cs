namespace OneStop.Accounts.Posts;

/// <summary>An officer's role in a department: <c>cr</c>, <c>registrar</c>.</summary>
internal sealed class Post
{
    public Guid AccountId { get; init; }
    public required string Department { get; init; }
    public required string Role { get; init; }
    public DateTimeOffset GivenAt { get; init; }
}
