namespace OneStop.Platform.Modules;

/// <summary>What a module must read from its tables before anything else of it is asked: after the migrations, before demonstration data and requests.</summary>
public interface IPreparation
{
    Task PrepareAsync(CancellationToken ct);
}
