namespace OneStop.Usage.Contracts;

/// <summary>Counts who used which service how often: exact, without a person, an address or a cookie. Costs some nanoseconds; flushed every few seconds.</summary>
public interface IUsage
{
    /// <param name="service">A catalogue code.</param>
    void Count(string service, UsageStep step, UsageChannel channel);
}

public enum UsageStep
{
    View,
    Start,
    Complete,
    Fail,
}

public enum UsageChannel
{
    Web,
    Api,
    Feed,
}
