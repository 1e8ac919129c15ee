namespace OneStop.Catalogue.Contracts;

/// <summary>Hears each time somebody opens a service's start page or a program asks for its entry. Called on the request's thread: answer at once, keep nothing of the visitor.</summary>
public interface IServiceViews
{
    /// <param name="service">The entry's code.</param>
    void Viewed(string service, bool byProgram);
}
