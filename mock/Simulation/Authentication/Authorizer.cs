using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Simulation.Authentication;

/// <summary>Who may carry out one operation.</summary>
internal sealed class Authorizer(OperationPlan operation, OperationResults results, ICredentialReader dialect)
{
    private readonly ModeFlag _noKeyForbidden = operation.Rules[Behaviors.KeyRequired, "forbidden"];
    private readonly ModeFlag _noKeyInBody = operation.Rules[Behaviors.KeyRequired, "in-body"];
    private readonly ModeFlag _noKeyAccepted = operation.Rules[Behaviors.KeyRequired, "accepted"];
    private readonly ModeFlag _noRightUnauthorized = operation.Rules[Behaviors.Permission, "unauthorized"];
    private readonly ModeFlag _noRightInBody = operation.Rules[Behaviors.Permission, "in-body"];
    private readonly ModeFlag _noRightExecuted = operation.Rules[Behaviors.Permission, "executed"];
    private readonly ModeFlag _noReadUnauthorized = operation.Rules[Behaviors.ReadPermission, "unauthorized"];
    private readonly ModeFlag _noReadExecuted = operation.Rules[Behaviors.ReadPermission, "executed"];

    /// <summary>Why the sender may not carry the operation out, or null.</summary>
    public OperationResult? Authorize(AuthenticationResult sender, SimulatedRequest request)
    {
        var modes = sender.State.Modes;
        if (sender.NoKey && modes[_noKeyAccepted])
            return null;
        if (sender.Access is not { } access)
        {
            var status = !sender.NoKey ? sender.Status : modes[_noKeyForbidden] ? 403 : 401;
            var inBody = sender.NoKey ? modes[_noKeyInBody] : sender.InBody;
            return Refusal(status, $"{request.Method} {request.Path} needs a valid key.", inBody, modes);
        }
        if (!operation.Writes && !access.CanRead && !modes[_noReadExecuted])
            return Refusal(modes[_noReadUnauthorized] ? 401 : 403, "The key has no right to read.", false, modes);
        return operation.Writes && !access.CanWrite && !modes[_noRightExecuted]
            ? Refusal(modes[_noRightUnauthorized] ? 401 : 403, "The key has no right to write.", modes[_noRightInBody], modes)
            : null;
    }

    private OperationResult Refusal(int status, string sentence, bool inBody, ActiveModes modes)
    {
        var refusal = results.Refusal(status, sentence) with { InBody = inBody };
        return status == 401 && !inBody ? refusal with { Headers = dialect.Challenge(modes) } : refusal;
    }
}
