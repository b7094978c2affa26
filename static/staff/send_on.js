// What was typed before one was asked who one is goes on to where it was going.
document.getElementById("sends-itself").requestSubmit();
