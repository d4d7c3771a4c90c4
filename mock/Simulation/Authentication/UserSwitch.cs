using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Authentication;

/// <summary>A key with all rights may act for another login of its silo: the logins are the silo's keys.</summary>
internal sealed class UserSwitch(ApiPlan plan)
{
    private readonly ModeFlag _unknownIgnored = plan.Rules[Behaviors.SwitchUserUnknown, "ignored"];
    private readonly ModeFlag _unknownNotFound = plan.Rules[Behaviors.SwitchUserUnknown, "not-found"];
    private readonly ModeFlag _plainRefused = plan.Rules[Behaviors.SwitchUserPlain, "precondition-failed"];

    /// <summary>The sender as whom the request counts.</summary>
    public AuthenticationResult Apply(AuthenticationResult sender, string? login)
    {
        if (string.IsNullOrEmpty(login) || sender.Access is not { } access)
            return sender;
        var modes = sender.State.Modes;
        if (!access.CanWrite)
            return modes[_plainRefused] ? sender with { Access = null, Status = 412 } : sender;
        foreach (var right in access.Silo.Settings.Keys)
        {
            if (right.Key == login)
                return sender with { Access = new Access(access.Silo, right.CanWrite, right.CanRead) };
        }
        return modes[_unknownIgnored] ? sender : sender with { Access = null, Status = modes[_unknownNotFound] ? 404 : 412 };
    }
}
