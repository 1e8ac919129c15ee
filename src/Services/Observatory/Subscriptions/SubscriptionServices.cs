using Microsoft.Extensions.DependencyInjection;
using OneStop.Observatory.Contracts;
using OneStop.Platform.Modules;

namespace OneStop.Observatory.Subscriptions;

internal static class SubscriptionServices
{
    internal static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddEventHandler<WarningReleased, HearWarningReleased>().AddEventHandler<SubscribersToTell, TellSubscribers>();
        services.AddJob<ForgetTheGone>("observatory.forget-the-gone", "0 50 3 * * ?");
    }
}
