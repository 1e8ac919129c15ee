using OneStop.Platform.Identifiers;

namespace OneStop.Platform.Tests.Identifiers;

public sealed class IdsTests
{
    [Fact]
    public void Ids_made_one_after_another_rise_as_text_and_as_bytes()
    {
        var ids = Enumerable.Range(0, 20_000).Select(_ => Ids.New()).ToList();

        Assert.Equal(ids, ids.OrderBy(id => id.ToString(), StringComparer.Ordinal));
        Assert.Equal(ids, ids.OrderBy(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)), StringComparer.Ordinal));
    }

    [Fact]
    public void An_id_is_a_version_7_identifier_that_carries_its_instant()
    {
        var before = TimeProvider.System.GetUtcNow().AddMilliseconds(-1);

        var id = Ids.New();

        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
        // A burst may run ahead of the clock by the few milliseconds its counter overflowed.
        Assert.InRange(Ids.TimeOf(id), before, before.AddSeconds(5));
    }

    [Fact]
    public void Many_threads_never_make_the_same_id()
    {
        var ids = new Guid[8][];

        Parallel.For(0, ids.Length, thread => ids[thread] = [.. Enumerable.Range(0, 5_000).Select(_ => Ids.New())]);

        Assert.Equal(40_000, ids.SelectMany(own => own).Distinct().Count());
        Assert.All(ids, own => Assert.Equal(own, own.Order()));
    }
}
