namespace OneStop.Kit;

/// <summary>Waits for what happens a moment later (an event's handler), with an end to patience.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(Pause, end.Token);
        }
    }

    public static async Task<T> GetAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        T? found = null;
        await TrueAsync(async () => (found = await find()) is not null);
        return found!;
    }
}
