using Microsoft.EntityFrameworkCore;

namespace OneStop.Observatory.Site.Mine;

/// <summary>A signed-in person's choices for their weather page, so that each of their devices shows the same.</summary>
internal sealed class KeptChoices
{
    public required Guid PersonId { get; init; }

    /// <summary><see cref="MyChoices.Query"/>.</summary>
    public required string Query { get; set; }

    public DateTimeOffset KeptAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<KeptChoices>(e =>
    {
        e.ToTable("Choices").HasKey(choices => choices.PersonId);
        e.Property(choices => choices.PersonId).ValueGeneratedNever();
    });
}
