namespace PlanisoContract.Wiremock;

/// <summary>Nothing can be recorded or replayed, for a reason that the user can change; the message is for their eyes.</summary>
internal sealed class RecordingException(string message) : Exception(message);
