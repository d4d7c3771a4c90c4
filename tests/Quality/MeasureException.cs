namespace PlanisoContract.Quality;

/// <summary>Something could not be measured; the message says what, for people.</summary>
internal sealed class MeasureException(string message) : Exception(message);
