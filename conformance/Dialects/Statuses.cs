namespace PlanisoContract.Conformance.Dialects;

/// <summary>What HTTP statuses mean by themselves.</summary>
internal static class Statuses
{
    public static Outcome OutcomeOf(int status) => status switch
    {
        >= 200 and < 300 => Outcome.Success,
        400 => Outcome.BadRequest,
        401 => Outcome.Unauthorized,
        403 => Outcome.Forbidden,
        404 => Outcome.NotFound,
        405 => Outcome.MethodNotAllowed,
        406 => Outcome.NotAcceptable,
        409 => Outcome.Conflict,
        412 => Outcome.PreconditionFailed,
        415 => Outcome.UnsupportedMediaType,
        >= 400 and < 500 => Outcome.Refused,
        >= 500 => Outcome.ServerError,
        _ => Outcome.Unreadable,
    };

    /// <summary>An outcome as messages name it.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="invalid">How the dialect refuses values.</param>
    public static string Word(Outcome outcome, string invalid) => outcome switch
    {
        Outcome.Success => "success",
        Outcome.BadRequest => invalid,
        Outcome.Unauthorized => "401",
        Outcome.Forbidden => "403",
        Outcome.NotFound => "404",
        Outcome.MethodNotAllowed => "405",
        Outcome.NotAcceptable => "406",
        Outcome.Conflict => "409",
        Outcome.PreconditionFailed => "412",
        Outcome.UnsupportedMediaType => "415",
        Outcome.Refused => "another 4xx",
        Outcome.ServerError => "5xx",
        _ => "an unreadable answer",
    };
}
